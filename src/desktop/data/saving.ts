import { writeWhole } from '../../journal/export/new-file.ts';
import type { Saved } from '../../shared/data.ts';
import type { FileDialogs } from './file-dialogs.ts';

export interface SavingParts {
  dialogs: Pick<FileDialogs, 'save'>;
  /** Is no file's name. */
  newToken(): string;
  log(message: string, details?: Record<string, unknown>): void;
}

/** What is to be saved: where it is proposed to go, and what stands in it, asked for once that is known. */
export interface Saving {
  name: string;
  type: string;
  extension: string;
  pieces(): AsyncIterable<string>;
}

export interface FileSaver {
  /** Asks where to, and writes there, whole or not at all; one at a time. Never rejects. */
  save(saving: Saving): Promise<Saved>;
  /** Stops what is being written; nothing of it stays. */
  stop(): void;
}

const WHY: Readonly<Record<string, Extract<Saved, { ok: false }>['why']>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};

export function fileSaver({ dialogs, newToken, log }: SavingParts): FileSaver {
  let writing: AbortController | undefined;
  return {
    async save({ name, type, extension, pieces }) {
      if (writing !== undefined) return { ok: false, why: 'busy' };
      const mine = new AbortController();
      writing = mine;
      try {
        const file = await dialogs.save({ name: `${name}.${extension}`, type, extension });
        if (file === undefined || mine.signal.aborted) return { ok: false, why: 'canceled' };
        await writeWhole(file, pieces(), newToken(), mine.signal);
        return { ok: true, file };
      } catch (error) {
        if (mine.signal.aborted) return { ok: false, why: 'canceled' };
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        log('a file could not be saved', { error: String(error) });
        return { ok: false, why: WHY[code] ?? 'failed' };
      } finally {
        writing = undefined;
      }
    },
    stop: () => writing?.abort(),
  };
}
