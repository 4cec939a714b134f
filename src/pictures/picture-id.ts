import { createHash } from 'node:crypto';

/**
 * The id under which a picture is kept and served (`app://tradebell/picture/<id>`): the same for one reference of one remote identity on
 * every run, and telling nothing of either.
 */
export function pictureId(identity: string, ref: string): string {
  return createHash('sha256').update(`${identity}\n${ref}`).digest('base64url').slice(0, 27);
}
