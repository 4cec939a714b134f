import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { Session } from 'electron';
import { ORIGIN } from '../shared/bridge.ts';
import { PAGE_HEADERS, PICTURE_TYPES, pageRequest } from './page-files.ts';

export interface PageParts {
  /** The built renderer. */
  folder: string;
  /** A picture by id, fetched first where it is not kept yet; undefined where there is none. Never rejects. */
  picture(id: string): Promise<{ type: string; bytes: Uint8Array } | undefined>;
  log(message: string, details?: Record<string, unknown>): void;
}

const SCHEME = new URL(ORIGIN).protocol.slice(0, -1);

/** Must be called before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false } }]);
}

/** Serves the page and its pictures to the windows of one session. Call it once for each. */
export function servePage(session: Session, { folder, picture, log }: PageParts): void {
  session.protocol.handle(SCHEME, async (request) => {
    const wanted = request.method === 'GET' ? pageRequest(folder, request.url) : undefined;
    if (wanted === undefined) return notFound();
    if (wanted.type === 'picture') {
      const found = await picture(wanted.id);
      if (found === undefined || !PICTURE_TYPES.includes(found.type)) return notFound();
      return answer(200, found.type, found.bytes);
    }
    try {
      return answer(200, wanted.mime, await readFile(wanted.path));
    } catch (error) {
      log('a file of the page could not be read', { url: request.url, error: String(error) });
      return notFound();
    }
  });
}

function notFound(): Response {
  return answer(404, 'text/plain; charset=utf-8', Buffer.from('not found'));
}

function answer(status: number, type: string, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), { status, headers: { ...PAGE_HEADERS, 'Content-Type': type } });
}
