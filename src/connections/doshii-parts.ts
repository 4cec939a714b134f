import type { DoshiiSecret } from '../shared/connection.ts';
import type { SecretPart, Where } from './secret-part.ts';
import { serverOf } from './server-of.ts';

/** The client id is in the socket's address, and in each JWT that the client secret signs for REST (doshii.md). */
export const DOSHII_PARTS: readonly SecretPart<keyof DoshiiSecret>[] = [
  { name: 'clientId', goesTo: bothServers, writtenAs: inAddress },
  {
    name: 'clientSecret',
    optional: true,
    belongsTo: 'clientId',
    // Where there is no REST it is of no use.
    goesTo: (where) => (where.doshii?.rest === undefined ? undefined : bothServers(where)),
    writtenAs: () => [],
  },
];

function bothServers({ url, doshii }: Where): readonly string[] {
  const rest = doshii?.rest;
  return [`socket ${serverOf(url)}`, ...(rest === undefined ? [] : [`rest ${serverOf(rest)}`])];
}

/**
 * Base64, as a server may write it: with and without padding, in both alphabets, and encoded as in an address. The last also because an
 * address within an address is encoded twice, and only once undone where the log looks for secrets.
 */
function inAddress(clientId: string): readonly string[] {
  const padded = Buffer.from(clientId).toString('base64');
  const forms = [padded, padded.replace(/=+$/, ''), Buffer.from(clientId).toString('base64url')];
  return [...forms, padded.replaceAll('+', '%2B'), ...forms.map(encodeURIComponent)];
}
