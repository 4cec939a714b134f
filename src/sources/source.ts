import type { Alert, Verb } from '../shared/alert.ts';
import type { Batch } from '../shared/batch.ts';
import type { Clock } from '../shared/clock.ts';
import type { Connection, ConnectionDraft, ConnectionState, SignIn, TestResult, TopicState, Trouble } from '../shared/connection.ts';
import type { Network } from '../transport/network.ts';

/**
 * What a source could not do for a person, in the terms that they are told. `outcome`: whether it surely was not done, or may have been all
 * the same (sent, and no answer).
 */
export class SourceError extends Error {
  readonly trouble: Trouble;
  readonly outcome: 'not-done' | 'unknown';
  constructor(trouble: Trouble, options?: ErrorOptions & { outcome?: 'not-done' | 'unknown' }) {
    super(trouble.detail === undefined ? trouble.code : `${trouble.code}: ${trouble.detail}`, options);
    this.name = 'SourceError';
    this.trouble = trouble;
    this.outcome = options?.outcome ?? 'not-done';
  }
}

/** Where a source puts what it understood. Nothing in it waits: receiving only queues. */
export interface Sink {
  /** Settles when the batch is durable (only then may a server be told). Rejects where the disk cannot be written; the bell keeps and rings it. */
  deliver(batch: Batch): Promise<void>;
  /** What the journal holds of the last completed passes, by stream. */
  watermarks(identity: string): Record<string, string>;
  /** The alert as held now, by key or series; undefined where unknown or not yet written. */
  held(identity: string, key: string): Alert | undefined;
  state(state: ConnectionState): void;
  /**
   * The remote said who it is. Answers the trouble that forbids going on: `other-identity` (this address now answers as another
   * node), `same-identity` (already connected elsewhere); undefined where all is well. Remembered with the connection.
   */
  identify(identity: string): Promise<Trouble | undefined>;
  /** Frames that could not be understood, counted for diagnostics. */
  ignored(reason: string): void;
  /** Where a topic stands has changed; `Source.topics` says it. At most a few times a second. */
  topicsChanged(): void;
}

export interface SourceDeps {
  connection: Connection;
  /** Undefined: none is kept for it. Throws SecretLost where it can no longer be read. */
  secret(): Promise<string | undefined>;
  sink: Sink;
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  network: Network;
  /** For the log; masked there. */
  log(message: string, details?: Record<string, unknown>): void;
}

/** A connection at work: it owns its transport, heartbeat, backoff, catch-up and actions. */
export interface Source {
  start(): void;
  /** Ends sockets, timers and requests; settles when none is left. */
  stop(): Promise<void>;
  state(): ConnectionState;
  /** Something suggests that the network is back (resume, unlock, interfaces, clock): try at once, and check a socket that seems open. */
  wake(): void;
  /** Tells the server that these were read here; best effort, tried again with the next catch-up. */
  markRead(alerts: readonly Alert[]): Promise<void>;
  /**
   * Does what an alert offers, once; nothing is sent a second time unless the server said that it did not do it. Rejects with a
   * SourceError. `text`: of a reply. What the server answers is delivered as any news is.
   */
  act(alert: Alert, verb: Verb, text?: string): Promise<void>;
  /**
   * The alert's subject as the server has it now, told as an alert; delivered too, where it is news. Undefined where this server cannot be
   * asked. Rejects with a SourceError.
   */
  reread?(alert: Alert): Promise<Alert | undefined>;
  /** Where each topic stands, in the order of the connection. */
  topics?(): TopicState[];
  /** Listens to these from now on, without a break for those that stay. */
  setTopics?(topics: readonly string[]): void;
  /** The bytes of a picture reference, from the connection's own host. Limits: pictures/. */
  picture(ref: string, maxBytes: number): Promise<Uint8Array>;
}

/** What a sign-in brought: the two halves of the credentials, or (`pending`) what the step with the second factor needs. */
export type SignedIn = { username?: string; secret: string } | { pending: string; username?: string };

/** A system that Tradebell speaks to, and what it can do: the UI asks "can it?", never "which one is it?". */
export interface SystemSource {
  system: Connection['system'];
  capabilities: { catchUp: boolean; readState: boolean; reply: boolean };
  create(deps: SourceDeps): Source;
  /** One probe of what was typed, within 10 s. */
  test(draft: ConnectionDraft, secret: string | undefined, deps: Pick<SourceDeps, 'network' | 'clock'>): Promise<TestResult>;
  /** Rejects with a SourceError. */
  signIn?(draft: SignInDraft, login: { email: string; password: string }, deps: Pick<SourceDeps, 'network'>): Promise<SignedIn>;
  /** With what `signIn` left pending. Rejects with a SourceError. */
  signInCode?(draft: SignInDraft, pending: Extract<SignedIn, { pending: string }>, code: { kind: 'passcode' | 'backup'; code: string }, deps: Pick<SourceDeps, 'network'>): Promise<SignedIn>;
  /** Gives a token back that a sign-in brought; best effort. */
  signOut?(connection: SignInDraft, secret: string, deps: Pick<SourceDeps, 'network'>): Promise<void>;
}

/** Where somebody signs in. */
export type SignInDraft = Extract<SignIn, { step: 'password' }>['draft'];
