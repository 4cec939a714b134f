import { CLOUD_ROLES } from '../../shared/connection.ts';
import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';

export type CloudRole = (typeof CLOUD_ROLES)[number];

/** As what a key signs in (`tenant.<jwt>`): its role decides, not the path (acapy-cloud.md). Undefined where the server would know none. */
export function roleOfKey(apiKey: string): CloudRole | undefined {
  return CLOUD_ROLES.find((role) => apiKey.startsWith(`${role}.`));
}

/** The wallet that a tenant's token says it is for; undefined where it does not say. Read, not verified: that is the server's affair. */
export function walletOfKey(apiKey: string): string | undefined {
  const claims = apiKey.slice('tenant.'.length).split('.')[1];
  if (roleOfKey(apiKey) !== 'tenant' || claims === undefined) return undefined;
  try {
    const read = parseJson(Buffer.from(claims, 'base64url').toString('utf8'));
    return isRecord(read) && typeof read['wallet_id'] === 'string' ? read['wallet_id'] : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
