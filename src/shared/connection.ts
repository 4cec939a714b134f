import { z } from 'zod';
import { CATEGORIES } from './alert.ts';
import { DELIVERIES } from './decision.ts';
import { SYSTEMS } from './system.ts';

/** How the node wants to be told who we are. The secret part is in the vault, under the connection's id. */
export const AUTHS = ['none', 'basic', 'cookie'] as const;
export type Auth = (typeof AUTHS)[number];

/** What is kept secret of a connection: `password` of Basic, or the cookie's value. */
export const Secret = z.object({ secret: z.string().max(4096) });
export type Secret = z.infer<typeof Secret>;

const httpUrl = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), 'not an http or https address')
  .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'holds a password');

/** SHA-256 of the certificate, upper-case hex pairs with colons, as Node and every browser print it. */
export const Fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

/** A saved connection, as in settings. `identity` is what the node said it is (`system:id`), once known. */
export const Connection = z.object({
  id: z.string().min(1).max(64),
  system: z.enum(SYSTEMS),
  name: z.string().min(1).max(100),
  /** Origin of REST and socket, without path: `http://127.0.0.1:4002`. */
  url: httpUrl,
  auth: z.enum(AUTHS),
  username: z.string().max(200).optional(),
  pin: Fingerprint.optional(),
  identity: z.string().max(300).optional(),
  paused: z.boolean(),
  /** What differs from the rules of the app, by category. */
  rules: z.partialRecord(z.enum(CATEGORIES), z.enum(DELIVERIES)),
  addedAt: z.number().int(),
});
export type Connection = z.infer<typeof Connection>;

/** What the form sends: with a secret only where it was typed anew. */
export const ConnectionDraft = Connection.pick({ system: true, name: true, url: true, auth: true, username: true, pin: true }).extend({
  secret: z.string().max(4096).optional(),
});
export type ConnectionDraft = z.infer<typeof ConnectionDraft>;

/** What can be wrong with a connection. Each has a title and a sentence that says what to do, in the catalogue. */
export const TROUBLES = [
  'bad-address',
  'name-not-found', // DNS
  'refused', // nothing listens
  'unreachable', // no route, network down, reset
  'timeout',
  'lost', // an open socket ended
  'silent', // no pong within the limit
  'forbidden', // 403: bad password, bad cookie, address not allowed, API off: all alike
  'plain-to-tls', // HTTP to a TLS port
  'tls-to-plain',
  'certificate-unknown', // not signed by anyone we know: show the fingerprint, ask
  'certificate-changed', // pinned, and now another
  'not-a-node', // answered, but not as this system does
  'server-error', // 5xx
  'other-identity', // this address now answers as another node
  'same-identity', // this node is already connected under another name
  'sign-in-again', // its secret cannot be read any more
  'waiting-for-keyring',
  'too-large',
  'not-offered', // an action that this alert does not offer (any more)
] as const;
export type TroubleCode = (typeof TROUBLES)[number];

/** `detail` is for people who look closer (an error code, a status line); never a secret. */
export const Trouble = z.object({
  code: z.enum(TROUBLES),
  detail: z.string().max(500).optional(),
  /** The certificate that was shown, where the trouble is about it. */
  fingerprint: Fingerprint.optional(),
  /** The other connection's name (`same-identity`). */
  other: z.string().max(100).optional(),
});
export type Trouble = z.infer<typeof Trouble>;

/** The life of a connection, as tray and window show it. `blocked` waits for a person; `waiting` tries again at `retryAt`. */
export const ConnectionState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('paused') }),
  z.object({ phase: z.literal('connecting'), trouble: Trouble.optional() }),
  z.object({ phase: z.literal('catching-up'), since: z.number() }),
  z.object({ phase: z.literal('online'), since: z.number() }),
  z.object({ phase: z.literal('waiting'), retryAt: z.number(), since: z.number(), trouble: Trouble }),
  z.object({ phase: z.literal('blocked'), trouble: Trouble }),
]);
export type ConnectionState = z.infer<typeof ConnectionState>;

/** What a test of a draft found. */
export const TestResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), identity: z.string(), name: z.string().optional(), version: z.string().optional(), testnet: z.boolean().optional() }),
  z.object({ ok: z.literal(false), trouble: Trouble }),
]);
export type TestResult = z.infer<typeof TestResult>;
