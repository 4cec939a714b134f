import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ConsumerInfo, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import {
  type ConnectionOptions,
  type NatsConnection,
  connect,
  credsAuthenticator,
  headers as createHeaders,
} from '@nats-io/transport-node';
import { type CertificateAuthority, certificateAuthority } from '../certificates.ts';
import { type Access, type Login, type NatsAuth, configText, createAccess } from './access.ts';
import { type PermissionSet, type Permissions, permissionsOf } from './permissions.ts';
import { type NatsProcess, createNatsLog, runNats } from './process.ts';
import { EVENTS_STREAM, EVENTS_SUBJECT, eventSubject } from './subjects.ts';

/** How a NATS server starts; everything has a default. */
export interface NatsOptions {
  /** Else `none`. */
  readonly auth?: NatsAuth;
  /** Else user `tradebell` with a password of their own; of a token only the secret counts. */
  readonly user?: Required<Login>;
  /** What the user under test may do; else everything. Not with a token. */
  readonly permissions?: PermissionSet | Permissions;
  /** With a certificate of an own authority, else plain. */
  readonly tls?: boolean;
  /** Whether the stream of events is there from the start; else it is. */
  readonly stream?: boolean;
  /** How many consumers the stream takes; else any number. */
  readonly maxConsumers?: number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

/** An event as the stream holds it: the JSON of acapy-cloud.md, "Event". */
export interface PublishedEvent {
  readonly wallet_id: string;
  readonly topic: string;
  readonly group_id?: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Where a message came to lie. */
export interface Placed {
  readonly seq: number;
  /** The server had this message id already, and kept nothing. */
  readonly duplicate: boolean;
}

/** What waits for a durable consumer. */
export interface Pending {
  /** Not delivered yet. */
  readonly waiting: number;
  /** Delivered, and not acknowledged. */
  readonly unacknowledged: number;
  readonly redelivered: number;
  /** The stream sequence up to which all is acknowledged. */
  readonly acknowledged: number;
}

/** A running nats-server with JetStream and the stream of wallet events. */
export interface Nats extends AsyncDisposable {
  /** `nats://127.0.0.1:port`, or tls. */
  readonly url: string;
  readonly port: number;
  readonly auth: NatsAuth;
  /** Who may come in, with the limits asked for. */
  readonly user: Login;
  /** Well-formed credentials that are refused. */
  readonly wrong: Login;
  /** PEM of the authority that signed the certificate; undefined on a plain server. */
  readonly ca: string | undefined;
  /** Ready-made options for a client of the library: as the user under test, or as somebody else. */
  clientOptions(login?: Login): ConnectionOptions;
  /** Another user's .creds file, with other limits or an end (UTC ms). Only with auth `creds`. */
  creds(name: string, permissions?: PermissionSet | Permissions, expires?: number): Promise<string>;

  /** Publishes as the real service does: subject, headers and all. `again` gives an event published before another message id. */
  publish(event: PublishedEvent, options?: { readonly again?: boolean; readonly messageId?: string }): Promise<Placed>;
  /** Many in this order, without waiting for one after the other. */
  publishAll(events: readonly PublishedEvent[]): Promise<readonly Placed[]>;
  /** Any bytes on any subject of the stream. */
  publishRaw(subject: string, data: string | Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Placed>;

  /** All consumers of the stream. */
  consumers(): Promise<readonly ConsumerInfo[]>;
  /** @throws ConsumerNotFoundError where there is none of this name */
  pending(durable: string): Promise<Pending>;
  deleteConsumer(durable: string): Promise<void>;
  createStream(): Promise<void>;
  deleteStream(): Promise<void>;
  /** Drops messages below this sequence, as their age would. */
  purgeBelow(seq: number): Promise<void>;
  /** Messages in the stream. */
  messages(): Promise<number>;

  /** Everything the server said, over all its lives. */
  readonly log: readonly string[];
  /** The next line of its log that matches: `/Client connection created/`, `/authentication error/`. */
  nextLine(match: RegExp): Promise<string>;

  readonly running: boolean;
  /** A clean shutdown. */
  down(): Promise<void>;
  /** On the same port, with what it had stored. */
  up(): Promise<void>;
  /** A clean shutdown, and up again. */
  restart(): Promise<void>;
  /** A crash: SIGKILL. `up` brings it back. */
  kill(): Promise<void>;
  /** Sockets stay open, and nothing comes any more until `thaw`. */
  freeze(): Promise<void>;
  thaw(): void;
  /** Stops it and removes all that it stored. */
  close(): Promise<void>;
}

interface Life {
  readonly server: NatsProcess;
  readonly client: NatsConnection;
  readonly manager: JetStreamManager;
}

/**
 * Starts Debian's nats-server on loopback.
 *
 * @throws what the server said, where it does not start
 */
export async function startNats(options: NatsOptions = {}): Promise<Nats> {
  const { auth = 'none', tls = false, stream = true } = options;
  const user = options.user ?? { username: 'tradebell', secret: `secret-${randomUUID()}` };
  const access = await createAccess(auth, permissionsOf(options.permissions ?? 'all'), user);
  const authority = tls ? certificateAuthority('Test authority') : undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-nats-'));
  // Where nobody comes to close it, as after a crash of the tests.
  const removeWithUs = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeWithUs);
  const log = createNatsLog();
  const files = { config: path.join(folder, 'nats.conf'), cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
  let life: Life | undefined;
  let port = options.port === undefined || options.port === 0 ? -1 : options.port;

  const url = (): string => `${tls ? 'tls' : 'nats'}://127.0.0.1:${port}`;
  const clientOptions = (login: Login = access.user): ConnectionOptions => ({
    servers: url(),
    ...loginOptions(auth, login),
    ...(authority === undefined ? {} : { tls: { ca: authority.cert } }),
  });

  async function configure(): Promise<void> {
    const secured = authority && { tls: await tlsFiles(authority, files) };
    await writeFile(files.config, configText({ port, storeDir: folder, access, ...secured }));
  }

  async function start(): Promise<void> {
    await configure();
    const server = await runNats(files.config, log);
    port = server.port;
    try {
      const client = await connect({ ...clientOptions(access.admin), reconnect: false, name: 'the test itself' });
      life = { server, client, manager: await jetstreamManager(client) };
    } catch (error) {
      await server.end('SIGKILL');
      throw error;
    }
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ended = life;
    life = undefined;
    if (ended === undefined) return;
    // With a frozen server a farewell would wait for ever.
    ended.server.thaw();
    await ended.client.close();
    await ended.server.end(signal);
  }

  function alive(): Life {
    if (life === undefined) throw new Error('This NATS server is down.');
    return life;
  }

  async function place(
    subject: string,
    data: string | Uint8Array,
    messageId: string,
    headers: Readonly<Record<string, string>>
  ): Promise<Placed> {
    const fields = createHeaders();
    for (const [name, value] of Object.entries(headers)) fields.set(name, value);
    const { seq, duplicate } = await jetstream(alive().client).publish(subject, data, { msgID: messageId, headers: fields });
    return { seq, duplicate };
  }

  const publish: Nats['publish'] = (event, { again = false, messageId } = {}) => {
    const text = JSON.stringify(event);
    const id = messageId ?? createHash('sha256').update(again ? text + randomUUID() : text).digest('hex');
    return place(eventSubject(event), text, id, { event_topic: event.topic, event_payload_state: String(event.payload['state']) });
  };

  async function createStream(): Promise<void> {
    const limit = options.maxConsumers === undefined ? {} : { max_consumers: options.maxConsumers };
    await alive().manager.streams.add({ name: EVENTS_STREAM, subjects: [EVENTS_SUBJECT], ...limit });
  }

  async function close(): Promise<void> {
    await stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
    process.off('exit', removeWithUs);
  }

  try {
    await start();
    if (stream) await createStream();
  } catch (error) {
    await close();
    throw error;
  }

  return {
    get url() {
      return url();
    },
    get port() {
      return port;
    },
    auth,
    user: access.user,
    wrong: access.wrong,
    ca: authority?.cert,
    clientOptions,
    creds: (name, permissions = 'all', expires) => credsOf(access, name, permissionsOf(permissions), expires),
    publish,
    publishAll: (events) => Promise.all(events.map((event) => publish(event))),
    publishRaw: (subject, data, headers = {}) => place(subject, data, randomUUID(), headers),
    async consumers() {
      const all: ConsumerInfo[] = [];
      for await (const info of alive().manager.consumers.list(EVENTS_STREAM)) all.push(info);
      return all;
    },
    async pending(durable) {
      const info = await alive().manager.consumers.info(EVENTS_STREAM, durable);
      return {
        waiting: info.num_pending,
        unacknowledged: info.num_ack_pending,
        redelivered: info.num_redelivered,
        acknowledged: info.ack_floor.stream_seq,
      };
    },
    async deleteConsumer(durable) {
      await alive().manager.consumers.delete(EVENTS_STREAM, durable);
    },
    createStream,
    async deleteStream() {
      await alive().manager.streams.delete(EVENTS_STREAM);
    },
    async purgeBelow(seq) {
      await alive().manager.streams.purge(EVENTS_STREAM, { seq });
    },
    async messages() {
      return (await alive().manager.streams.info(EVENTS_STREAM)).state.messages;
    },
    log: log.lines,
    nextLine: (match) => log.said.next((line) => match.test(line)),
    get running() {
      return life !== undefined;
    },
    down: () => stop('SIGTERM'),
    async up() {
      if (life === undefined) await start();
    },
    async restart() {
      await stop('SIGTERM');
      await start();
    },
    kill: () => stop('SIGKILL'),
    freeze: () => alive().server.freeze(),
    thaw: () => alive().server.thaw(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function tlsFiles(authority: CertificateAuthority, files: { readonly cert: string; readonly key: string }) {
  const certificate = authority.issue('localhost');
  await writeFile(files.cert, certificate.cert);
  await writeFile(files.key, certificate.key, { mode: 0o600 });
  return { certFile: files.cert, keyFile: files.key, certificate };
}

function loginOptions(auth: NatsAuth, { username, secret }: Login): ConnectionOptions {
  if (secret === undefined) return {};
  if (username !== undefined) return { user: username, pass: secret };
  return auth === 'creds' ? { authenticator: credsAuthenticator(new TextEncoder().encode(secret)) } : { token: secret };
}

async function credsOf(access: Access, name: string, permissions: Permissions, expires?: number): Promise<string> {
  if (access.operator === undefined) throw new Error('Only a server with auth `creds` gives out .creds files.');
  return access.operator.creds(name, permissions, expires);
}
