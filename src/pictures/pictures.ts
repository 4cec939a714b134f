import type { Clock } from '../shared/clock.ts';
import { checkPicture, MAX_BYTES } from './check.ts';
import { pictureId } from './picture-id.ts';

export interface Picture {
  type: string;
  bytes: Uint8Array;
}

export interface PicturesDeps {
  clock: Clock;
  /** The journal's pictures. */
  kept(id: string): Picture | undefined;
  keep(id: string, type: string, bytes: Uint8Array): Promise<void>;
  /** Bytes of a reference from the host of the connection with this identity; rejects where it is not connected. */
  fetch(identity: string, ref: string, maxBytes: number): Promise<Uint8Array>;
  log(message: string, details?: Record<string, unknown>): void;
}

/** Thumbnails and avatars: fetched, checked, kept, and served by id. */
export interface Pictures {
  /** The id of a picture, by which `served` will give it; what it belongs to is remembered. Fetches nothing. */
  id(identity: string, ref: string): string;
  /** From what is kept, else from the node; undefined where there is none, or none that may be shown. Never rejects. */
  get(identity: string, ref: string): Promise<Picture | undefined>;
  /** What the page asks for by id: kept, else fetched where `id` was given out in this run. */
  served(id: string): Promise<Picture | undefined>;
}

const FETCH_MS = 5_000;
const AT_ONCE = 4;
const MAX_WAITING = 500;
/** A picture that the node does not have, or a bad one, is not asked for again so soon: each such question may hang until its limit. */
const MISSING_MS = 10 * 60_000;
const MAX_MISSING = 2_000;
const MAX_GIVEN = 20_000;

export function createPictures({ clock, kept, keep, fetch, log }: PicturesDeps): Pictures {
  const given = new Map<string, { identity: string; ref: string }>();
  const missing = new Map<string, number>();
  const underWay = new Map<string, Promise<Picture | undefined>>();
  const queue: (() => void)[] = [];
  let busy = 0;

  const id = (identity: string, ref: string): string => {
    const name = pictureId(identity, ref);
    remember(given, name, { identity, ref }, MAX_GIVEN);
    return name;
  };

  const get = (identity: string, ref: string): Promise<Picture | undefined> => {
    const name = id(identity, ref);
    const held = kept(name);
    if (held !== undefined) return Promise.resolve(held);
    const running = underWay.get(name);
    if (running !== undefined) return running;
    const missedAt = missing.get(name);
    if (missedAt !== undefined && clock.elapsed() - missedAt < MISSING_MS) return Promise.resolve(undefined);
    if (queue.length >= MAX_WAITING) return Promise.resolve(undefined);
    const work = load(name, identity, ref).finally(() => underWay.delete(name));
    underWay.set(name, work);
    return work;
  };

  const load = async (name: string, identity: string, ref: string): Promise<Picture | undefined> => {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
    else busy += 1;
    try {
      const bytes = await withLimit(fetch(identity, ref, MAX_BYTES));
      const checked = checkPicture(bytes);
      if (checked === undefined) throw new Error('not a picture that may be shown');
      missing.delete(name);
      const picture = { type: checked.type, bytes };
      // A picture that cannot be kept can still be shown.
      keep(name, checked.type, bytes).catch((error: unknown) => log('pictures: not kept', { error: String(error) }));
      return picture;
    } catch (error) {
      log('pictures: not shown', { id: name, error: String(error) });
      remember(missing, name, clock.elapsed(), MAX_MISSING);
      return undefined;
    } finally {
      const next = queue.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };

  const withLimit = (bytes: Promise<Uint8Array>): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const stop = clock.after(FETCH_MS, () => reject(new Error(`no picture within ${FETCH_MS} ms`)));
      bytes.then(resolve, reject).finally(stop);
    });

  return {
    id,
    get,
    async served(name) {
      const held = kept(name);
      const of = given.get(name);
      return held ?? (of === undefined ? undefined : get(of.identity, of.ref));
    },
  };
}

function remember<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) break;
    map.delete(oldest);
  }
}
