import { z } from 'zod';
import { CATEGORIES } from './alert.ts';
import { DELIVERIES } from './decision.ts';
import { PRIVACIES } from './privacy.ts';
import { CaPem, Proxy } from './proxy.ts';
import { SYSTEMS, type System } from './system.ts';

/**
 * How a server wants to be told who we are, by system; `username` and the secret in the vault are its two halves:
 * - openbazaar: `none`; `basic`: user name and password; `cookie`: the secret alone;
 * - ewallet: `OMGProvider`, `OMGServer`: access key and secret key; `OMGAdmin`: user id and authentication token; `OMGClient`: API key and
 *   authentication token;
 * - acapy-cloud: `cloud`: what its roads need, as `CloudSecret`;
 * - doshii: `client`: client id and, where there is one, client secret, as `DoshiiSecret`.
 */
export const AUTHS_OF = {
  openbazaar: ['none', 'basic', 'cookie'],
  ewallet: ['OMGProvider', 'OMGAdmin', 'OMGClient', 'OMGServer'],
  'acapy-cloud': ['cloud'],
  doshii: ['client'],
} as const satisfies Record<System, readonly string[]>;
export const AUTHS = [...AUTHS_OF.openbazaar, ...AUTHS_OF.ewallet, ...AUTHS_OF['acapy-cloud'], ...AUTHS_OF.doshii] as const;
export type Auth = (typeof AUTHS)[number];

/** What one connection listens to, where its system asks for it: `account:acc_01…`. */
export const Topic = z.string().min(3).max(300).regex(/^[a-z_]+:[^\p{C}\s]+$/u);

/** Longest secret: a .creds file and a token beside it. */
const MAX_SECRET = 16_384;

/**
 * What a part of a watch may be (acapy-cloud.md, "Waypoint"): wallet, topic, state and group go into a NATS subject, field and field id into
 * a path, where they are percent-encoded.
 */
export const SubjectPart = z.string().min(1).max(200).regex(/^[^\s.>*\p{C}]+$/u);
export const PathPart = z.string().min(1).max(300).regex(/^(?!\.{1,2}$)[^/?#%\p{C}]+$/u);

/** One thing to wait for over Waypoint: `proofs`, `state`, `request-received`, `request-received`. */
export const Watch = z.object({ topic: SubjectPart, field: PathPart, fieldId: PathPart, state: SubjectPart });
export type Watch = z.infer<typeof Watch>;

export const CLOUD_ROLES = ['tenant', 'tenant-admin', 'governance'] as const;
export const NATS_AUTHS = ['none', 'user', 'token', 'creds'] as const;

const natsUrl = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && ['nats:', 'tls:'].includes(new URL(text).protocol), 'not a nats or tls address')
  .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'holds a password');

/**
 * What an acapy-cloud connection listens to. With both roads NATS is used, and Waypoint while NATS is down. The connection's `url` is the
 * CloudAPI's (`path`: under which it is deployed, if any), or that of NATS where there is no other.
 */
export const CloudOptions = z.object({
  /** `*`: the whole group, which a tenant-admin may ask for. */
  walletId: z.union([SubjectPart, z.literal('*')]),
  groupId: SubjectPart.optional(),
  waypoint: z.object({ role: z.enum(CLOUD_ROLES), watches: z.array(Watch).max(50) }).optional(),
  nats: z
    .object({ url: natsUrl, auth: z.enum(NATS_AUTHS), username: z.string().max(200).optional(), /** PEM. */ ca: z.string().max(20_000).optional() })
    .optional(),
});
export type CloudOptions = z.infer<typeof CloudOptions>;

/** The secret of an acapy-cloud connection is this as JSON: `tenant.<jwt>` and the like, and a NATS password, token or .creds file. */
export const CloudSecret = z.object({ apiKey: z.string().max(4096).optional(), nats: z.string().max(8192).optional() });
export type CloudSecret = z.infer<typeof CloudSecret>;

/**
 * Doshii besides its web socket, whose origin and path are the connection's `url` and `path`. `rest`: base of its REST, such as
 * `https://sandbox.doshii.co/partner/v3`; of use only with a client secret. `deviceId`: goes with the socket's address, where one is asked for.
 */
export const DoshiiOptions = z.object({
  rest: z
    .string()
    .max(2048)
    .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol), 'not an http or https address')
    .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'holds a password')
    .optional(),
  deviceId: z.string().min(1).max(100).regex(/^[^\p{C}]+$/u).optional(),
});
export type DoshiiOptions = z.infer<typeof DoshiiOptions>;

/** The secret of a Doshii connection is this as JSON. The client id is one too: whoever knows it can listen. */
export const DoshiiSecret = z.object({ clientId: z.string().max(500).optional(), clientSecret: z.string().max(500).optional() });
export type DoshiiSecret = z.infer<typeof DoshiiSecret>;

/** Secret half of what `auth` asks for. */
export const Secret = z.object({ secret: z.string().max(MAX_SECRET) });
export type Secret = z.infer<typeof Secret>;

/** HTTP, or NATS where there is nothing else. */
const serverUrl = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && ['http:', 'https:', 'nats:', 'tls:'].includes(new URL(text).protocol), 'not an http or https address')
  .refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'holds a password');

/** SHA-256 of the certificate, upper-case hex pairs with colons, as Node and every browser print it. */
export const Fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

/** A saved connection, as in settings. `identity` is what the node said it is (`system:id`), once known. */
export const Connection = z.object({
  id: z.string().min(1).max(64),
  system: z.enum(SYSTEMS),
  name: z.string().min(1).max(100),
  /** Origin of REST and socket, without path: `http://127.0.0.1:4002`. */
  url: serverUrl,
  auth: z.enum(AUTHS),
  username: z.string().max(200).optional(),
  /** Of the web socket, where the system has several (eWallet: `/api/admin/socket`); without a query, which may be a credential. */
  path: z.string().max(200).regex(/^\/[!-"$->@-~]*$/).optional(),
  topics: z.array(Topic).max(1_000).optional(),
  cloud: CloudOptions.optional(),
  doshii: DoshiiOptions.optional(),
  /** The secret is a token that a sign-in here brought, to be given back when the connection is removed. */
  signedIn: z.boolean().optional(),
  pin: Fingerprint.optional(),
  /** Authorities to trust instead of those of the system, for REST, sockets and streams (NATS has its own in `cloud`). */
  ca: CaPem.optional(),
  /** Absent: as the system says. */
  proxy: Proxy.optional(),
  identity: z.string().max(300).optional(),
  paused: z.boolean(),
  /** What differs from the rules of the app, by category. */
  rules: z.partialRecord(z.enum(CATEGORIES), z.enum(DELIVERIES)),
  /** What its notifications may show; absent: what the app's may. */
  privacy: z.enum(PRIVACIES).optional(),
  addedAt: z.number().int(),
});
export type Connection = z.infer<typeof Connection>;

/** What the form sends: with a secret only where it was typed anew, or the ticket of a sign-in, whose token stays in the main process. */
export const ConnectionDraft = Connection.pick({
  system: true,
  name: true,
  url: true,
  auth: true,
  username: true,
  path: true,
  topics: true,
  cloud: true,
  doshii: true,
  pin: true,
  /** Absent: as it was. Blank: none. */
  ca: true,
  /** Absent: as it was; `system`: as the system says. */
  proxy: true,
}).extend({
  secret: z.string().max(MAX_SECRET).optional(),
  ticket: z.string().max(64).optional(),
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
  'proxy-unreachable', // no way to the proxy, or none that we speak
  'proxy-refused', // the proxy answered, and did not let us through: 407, 403, a SOCKS refusal, or it is no such proxy
  'too-large',
  'not-connected', // an action, where the alert's connection is paused or removed
  'not-offered', // an action that this alert does not offer (any more)
  'wrong-scheme', // these keys are of another kind than the server wants on this path
  'wrong-api-key',
  'wrong-secret-key', // access key and secret key do not belong together, or are unknown
  'unknown-token',
  'expired-token',
  'wrong-path', // 404: no socket there
  'wrong-version', // 200 instead of a socket: the server speaks another version of its API
  'socket-refused', // the keys are fine by HTTP, and the socket is refused all the same
  'wrong-login', // e-mail or password
  'wrong-code', // of two-factor sign-in
  'no-sign-in', // this server takes keys only
  'topics-refused', // online, but not all that was asked for is listened to
  'changed-meanwhile', // not as it was shown in the question: nothing was done
  'decided-already', // by somebody else, or from another machine: nothing was done
  'asked-too-long-ago', // the question's answer came too late: nothing was done
  'refused-by-server', // it answered, and did not do it; `detail` says why
  'outcome-unknown', // sent, and no answer: it may have been done
  'no-api-key', // 403 "Not authenticated": the header is missing or of another kind
  'unknown-role', // 401: the key does not begin with a role that the server knows
  'wrong-wallet', // 403 "Unauthorized": the key is bad, or for another wallet
  'bad-watch', // 422, or a part that no path or subject may hold
  'waypoint-down', // 200, and then nothing but an end
  'stream-missing', // the NATS server has no such JetStream stream
  'not-permitted', // the NATS account may not do this
  'gaps-possible', // online, but what is missed while away cannot be had
  'on-the-other-road', // online over Waypoint while NATS is away
  'client-refused', // the socket was refused, or closed before a word: most likely the client id
  'wrong-client-secret', // REST refused the JWT: online, but without details and what was missed
  'not-noted', // what was agreed to could not be written down first, so nothing was done
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
  /** `trouble`: online, but not whole (a topic was refused). */
  z.object({ phase: z.literal('online'), since: z.number(), trouble: Trouble.optional() }),
  z.object({ phase: z.literal('waiting'), retryAt: z.number(), since: z.number(), trouble: Trouble }),
  z.object({ phase: z.literal('blocked'), trouble: Trouble }),
]);
export type ConnectionState = z.infer<typeof ConnectionState>;

/** Where one topic of a connection stands (ewallet.md, "Channel state machine"). `invalid`: the server knows no such topic. */
export const TOPIC_PHASES = ['waiting', 'joining', 'joined', 'errored', 'leaving', 'denied', 'invalid', 'quarantined'] as const;
export const TopicState = z.object({ topic: Topic, phase: z.enum(TOPIC_PHASES), retryAt: z.number().optional() });
export type TopicState = z.infer<typeof TopicState>;

/** What a test of a draft found. `topics`: how those of the draft fared, where there was time to ask. `listed`: it can be asked what was missed. */
export const TestResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    identity: z.string(),
    name: z.string().optional(),
    version: z.string().optional(),
    testnet: z.boolean().optional(),
    topics: z.array(TopicState).optional(),
    listed: z.boolean().optional(),
    /** How many venues it hears of. */
    locations: z.number().int().optional(),
  }),
  z.object({ ok: z.literal(false), trouble: Trouble }),
]);
export type TestResult = z.infer<typeof TestResult>;

/** What a person signs in with; never kept. */
export const SignIn = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('password'),
    draft: ConnectionDraft.pick({ system: true, url: true, auth: true, username: true, path: true, pin: true, ca: true, proxy: true }),
    email: z.string().min(1).max(300),
    password: z.string().min(1).max(1_000),
  }),
  z.object({ step: z.literal('code'), ticket: z.string().max(64), kind: z.enum(['passcode', 'backup']), code: z.string().min(1).max(100) }),
]);
export type SignIn = z.infer<typeof SignIn>;

/** `next: 'code'`: a code of the second factor is still asked for. `username`: the half of the credentials that is no secret, as the server said it. */
export const SignInResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), next: z.enum(['done', 'code']), ticket: z.string(), username: z.string().optional() }),
  z.object({ ok: z.literal(false), trouble: Trouble }),
]);
export type SignInResult = z.infer<typeof SignInResult>;
