import { CloudSecret } from '../../shared/connection.ts';
import { parseJson } from '../../wire/json.ts';

/** The secret of a connection as it lies in the vault; none kept is an empty one. Undefined where it cannot be read. */
export function readSecret(text: string | undefined): CloudSecret | undefined {
  if (text === undefined || text === '') return {};
  try {
    const read = CloudSecret.safeParse(parseJson(text));
    return read.success ? trimmed(read.data) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A key that was pasted with a line break is no header. */
function trimmed({ apiKey, nats }: CloudSecret): CloudSecret {
  const key = apiKey?.trim() ?? '';
  return { ...(key === '' ? {} : { apiKey: key }), ...(nats === undefined || nats === '' ? {} : { nats }) };
}
