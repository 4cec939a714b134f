import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createListener, type Listener } from './listener.ts';
import { createSignal } from './signal.ts';

/** What a release server may do, right and wrong. The file is `tradebell-<version>.AppImage` unless said otherwise. */
export const RELEASE_MODES = [
  'good',
  /** The file has another byte in its middle. */
  'corrupt',
  /** The connection ends in the middle of the file. */
  'truncated',
  /** The file is complete as HTTP has it, and shorter than was signed. */
  'short',
  /** More comes than was signed, without an end. */
  'endless',
  'unsigned',
  /** Signed by somebody else. */
  'foreign',
  /** Signed, then changed. */
  'changed',
  /** The signature is not one. */
  'nonsense',
  /** A signed list of another system. */
  'other-system',
  /** A signed list that leads to a file over plain HTTP elsewhere. */
  'elsewhere',
  /** All is found by way of a redirect to another path of this server. */
  'redirect',
  /** The file is behind a redirect to another name, `elsewhere.example`, over plain HTTP: a client that maps it here would get it. */
  'redirect-away',
  /** The head of the file comes, and then nothing. */
  'silent',
  /** The list itself never comes. */
  'silent-list',
  /** A list that is signed and says nothing. */
  'empty-list',
  /** A server that answers 503. */
  'down',
] as const;
export type ReleaseMode = (typeof RELEASE_MODES)[number];

/** A release server on loopback, by the names that electron-builder gives. */
export interface Releases {
  /** The feed, as TRADEBELL_FEED has it. */
  readonly url: string;
  /** As TRADEBELL_UPDATE_KEY has it. */
  readonly key: string;
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** Header lines of all that was asked, as they came. */
  readonly heads: readonly string[];
  /** What is announced from now on. */
  offer(release: Offer): void;
  /** How from now on. */
  behave(mode: ReleaseMode): void;
  /** Resolves with the path that is asked for next. */
  nextAsked(): Promise<string>;
  close(): Promise<void>;
}

export interface Offer {
  version: string;
  /** The file itself, or where it is on disk. */
  file: Uint8Array | string;
  name?: string;
}

export interface ReleasesOptions {
  port?: number;
  /** PEM of the private key to sign with, so that a package that was built with its public key takes the releases. Else one is made. */
  privateKey?: string;
}

/** `latest-linux.yml`, as electron-builder writes it. */
export function listOf({ version, name = `tradebell-${version}.AppImage`, bytes }: { version: string; name?: string | undefined; bytes: Uint8Array }): string {
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  return `version: ${version}
files:
  - url: ${name}
    sha512: ${sha512}
    size: ${bytes.byteLength}
path: ${name}
sha512: ${sha512}
releaseDate: '2026-03-01T12:00:00.000Z'
`;
}

export async function startReleases({ port = 0, privateKey }: ReleasesOptions = {}): Promise<Releases> {
  const own = privateKey === undefined ? generateKeyPairSync('ed25519').privateKey : createPrivateKey(privateKey);
  const foreign = generateKeyPairSync('ed25519').privateKey;
  const publicKey = publicOf(own);
  const asked: string[] = [];
  const heads: string[] = [];
  const coming = createSignal<string>();
  let mode: ReleaseMode = 'good';
  let offered: Offer = { version: '0.0.1', file: Buffer.from('nothing was offered') };

  const bytesOf = async ({ file }: Offer): Promise<Buffer> => (typeof file === 'string' ? readFile(file) : Buffer.from(file));

  async function list(): Promise<Buffer> {
    if (mode === 'empty-list') return Buffer.from('releases: none\n');
    const bytes = await bytesOf(offered);
    const name = mode === 'other-system' ? `tradebell-${offered.version}.exe` : mode === 'elsewhere' ? 'http://192.0.2.7/tradebell.AppImage' : offered.name;
    return Buffer.from(listOf({ version: offered.version, name, bytes }));
  }

  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (mode === 'down') return void response.writeHead(503).end();
    if (path.endsWith('.yml')) {
      if (mode === 'silent-list') return;
      const text = await list();
      return void response.end(mode === 'changed' ? text.toString().replace('releaseDate', 'releasedate') : text);
    }
    if (path.endsWith('.sig')) {
      if (mode === 'unsigned') return void response.writeHead(404).end();
      if (mode === 'nonsense') return void response.end('not a signature');
      const signature = sign(null, await list(), mode === 'foreign' ? foreign : own);
      return void response.end(`${signature.toString('base64')}\n`);
    }
    return sendFile(response);
  }

  async function sendFile(response: ServerResponse): Promise<void> {
    const bytes = await bytesOf(offered);
    const half = Math.floor(bytes.byteLength / 2);
    const whole = (what: Uint8Array): void => void response.writeHead(200, { 'content-length': what.byteLength }).end(what);
    switch (mode) {
      case 'corrupt': {
        const other = Buffer.from(bytes);
        other[half] = (other[half] ?? 0) ^ 1;
        return whole(other);
      }
      case 'short':
        return whole(bytes.subarray(0, half));
      case 'truncated':
        response.writeHead(200, { 'content-length': bytes.byteLength });
        return void response.write(bytes.subarray(0, half), () => response.destroy());
      case 'silent':
        response.writeHead(200, { 'content-length': bytes.byteLength });
        return void response.write(bytes.subarray(0, half));
      case 'endless':
        response.writeHead(200);
        return pour(response, bytes);
      case 'redirect-away':
        return void response.writeHead(302, { location: `http://elsewhere.example:${listener.port}/elsewhere` }).end();
      default:
        return whole(bytes);
    }
  }

  function request({ url = '/', rawHeaders }: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(url.split('?')[0] ?? '/');
    asked.push(path);
    heads.push(rawHeaders.join(' '));
    coming.emit(path);
    if (path === '/elsewhere') return void bytesOf(offered).then((bytes) => response.end(bytes));
    if (mode === 'redirect' && !path.startsWith('/moved/')) return void response.writeHead(302, { location: `/moved${path}` }).end();
    answer(path, response).catch(() => response.destroy());
  }

  const listener: Listener = await createListener(port, undefined, { request, upgrade: (_request, socket) => socket.destroy() });
  return {
    url: `http://127.0.0.1:${listener.port}/`,
    key: publicKey,
    port: listener.port,
    asked,
    heads,
    offer(release) {
      offered = release;
    },
    behave(next) {
      mode = next;
    },
    nextAsked: () => coming.next(),
    close: () => listener.down(),
  };
}

function publicOf(privateKey: KeyObject): string {
  const jwk = privateKey.export({ format: 'jwk' });
  // The head of every ed25519 key in SPKI DER (RFC 8410), then its 32 bytes.
  return Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(String(jwk.x), 'base64url')]).toString('base64');
}

/** Again and again the same, as fast as it is taken, until the other side has had enough. */
function pour(response: ServerResponse, bytes: Uint8Array): void {
  const more = (): void => {
    if (!response.destroyed) response.write(bytes, more);
  };
  more();
}
