import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UPDATE_TROUBLES } from '../shared/updates.ts';

const FailedInstall = z.object({ code: z.enum(UPDATE_TROUBLES), at: z.number() });
export type FailedInstall = z.infer<typeof FailedInstall>;

/** Releases are kept in it until they are installed. Deleted with all else that is kept (vault/delete-all.ts), in a folder that may be anybody's. */
export const UPDATES_FOLDER = 'tradebell-updates';

const fileIn = (dataFolder: string): string => path.join(dataFolder, UPDATES_FOLDER, 'failed.json');

/** When Tradebell has ended nobody is told any more why nothing was installed, nor is it logged: the next start does both. */
export function noteFailedInstall(dataFolder: string, failed: FailedInstall): void {
  // Without that folder all was deleted, as was asked for.
  if (existsSync(path.dirname(fileIn(dataFolder)))) writeFileSync(fileIn(dataFolder), JSON.stringify(failed));
}

/** What was noted at the last end; told once. Throws where the note cannot be read or deleted. */
export function takeFailedInstall(dataFolder: string): FailedInstall | undefined {
  const file = fileIn(dataFolder);
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  return FailedInstall.parse(JSON.parse(text));
}
