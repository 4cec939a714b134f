import { z } from 'zod';
import { CloudSecret, type Connection } from '../shared/connection.ts';

type Where = Pick<Connection, 'url' | 'cloud'>;
type Parts = Partial<Record<keyof CloudSecret, string>>;

const Json = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      context.addIssue(String(error));
      return z.NEVER;
    }
  })
  .pipe(CloudSecret);

const PARTS = ['apiKey', 'nats'] as const satisfies readonly (keyof CloudSecret)[];

/** Scheme, host and port: the origin, of a NATS address too, whose `origin` is the text "null". */
export function serverOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** Where each part of the secret goes, and as what. A part that this connection does not need is left out. */
function boundTo({ url, cloud }: Where): Parts {
  const { waypoint, nats } = cloud ?? {};
  return {
    ...(waypoint === undefined ? {} : { apiKey: JSON.stringify([serverOf(url), waypoint.role]) }),
    ...(nats === undefined || nats.auth === 'none' ? {} : { nats: JSON.stringify([serverOf(nats.url), nats.auth, nats.username ?? '']) }),
  };
}

/** Whether all of the kept secret goes where it went, as what it was. */
export function keepsCloudSecret(draft: Where, before: Where): boolean {
  const [wanted, held] = [boundTo(draft), boundTo(before)];
  return PARTS.every((part) => wanted[part] === held[part]);
}

/** Whether it signs in to anything. */
export function needsCloudSecret(where: Where): boolean {
  return Object.keys(boundTo(where)).length > 0;
}

/** Whether a part is missing that it has to sign in with. */
export function lacksCloudSecret(where: Where, secret: string | undefined): boolean {
  const [wanted, there] = [boundTo(where), parsed(secret)];
  return PARTS.some((part) => wanted[part] !== undefined && there[part] === undefined);
}

/** What was typed, with those parts of the kept secret that go to the same server as what they were; undefined where nothing is left. */
export function mergedCloudSecret(draft: Where, typed: string | undefined, before: Where, kept: string | undefined): string | undefined {
  const [wanted, held, fresh, old] = [boundTo(draft), boundTo(before), parsed(typed), parsed(kept)];
  const merged: Parts = {};
  for (const part of PARTS) {
    if (wanted[part] === undefined) continue;
    const value = fresh[part] ?? (held[part] === wanted[part] ? old[part] : undefined);
    if (value !== undefined) merged[part] = value;
  }
  return Object.keys(merged).length === 0 ? undefined : JSON.stringify(merged);
}

/** What in it must not be written down, piece by piece: a server may repeat one without the others. */
export function piecesOfCloudSecret(secret: string): string[] {
  const { apiKey, nats } = parsed(secret);
  const key = apiKey?.trim();
  const jwt = key?.slice(key.indexOf('.') + 1);
  // Of a .creds file: its token and its seed.
  const lines = nats?.split(/\s+/).filter((line) => line.length > 20 && !line.startsWith('-')) ?? [];
  // What was pasted with a line break is sent, and so repeated, without it.
  const pieces = [apiKey, key, jwt, nats, nats?.trim(), ...lines];
  return [...new Set(pieces)].filter((piece): piece is string => piece !== undefined && piece !== '');
}

function parsed(secret: string | undefined): Parts {
  if (secret === undefined) return {};
  const read = Json.safeParse(secret);
  // What is none lets nobody in: it is as if nothing were kept, and asked for anew.
  if (!read.success) return {};
  const { apiKey, nats } = read.data;
  return { ...(apiKey === undefined ? {} : { apiKey }), ...(nats === undefined ? {} : { nats }) };
}
