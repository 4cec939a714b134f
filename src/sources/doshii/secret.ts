import { DoshiiSecret } from '../../shared/connection.ts';
import { parseJson } from '../../wire/json.ts';

/** The secret of a connection as it lies in the vault, without what was pasted around it; undefined where it cannot be read. */
export function readSecret(text: string | undefined): DoshiiSecret | undefined {
  if (text === undefined || text === '') return {};
  try {
    const read = DoshiiSecret.safeParse(parseJson(text));
    return read.success ? trimmed(read.data) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function trimmed(secret: DoshiiSecret): DoshiiSecret {
  const clientId = secret.clientId?.trim() ?? '';
  const clientSecret = secret.clientSecret?.trim() ?? '';
  return { ...(clientId === '' ? {} : { clientId }), ...(clientSecret === '' ? {} : { clientSecret }) };
}
