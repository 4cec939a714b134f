import type { CloudSecret } from '../shared/connection.ts';
import type { SecretPart } from './secret-part.ts';
import { serverOf } from './server-of.ts';

/** What an acapy-cloud connection signs in with: a key at the CloudAPI for its role, and what NATS asks for. */
export const CLOUD_PARTS: readonly SecretPart<keyof CloudSecret>[] = [
  {
    name: 'apiKey',
    goesTo({ url, cloud }) {
      const role = cloud?.waypoint?.role;
      return role === undefined ? undefined : [JSON.stringify([serverOf(url), role])];
    },
    // The token in `tenant.<jwt>`.
    writtenAs: (key) => [key.slice(key.indexOf('.') + 1)],
  },
  {
    name: 'nats',
    goesTo({ cloud }) {
      const { nats } = cloud ?? {};
      if (nats === undefined || nats.auth === 'none') return undefined;
      return [JSON.stringify([serverOf(nats.url), nats.auth, nats.username ?? ''])];
    },
    // Of a .creds file: its token and its seed.
    writtenAs: (text) => text.split(/\s+/).filter((line) => line.length > 20 && !line.startsWith('-')),
  },
];
