/** An answer that is no stream. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** JSON as FastAPI writes it: no spaces. */
export function answer(status: number, value: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return { status, body: JSON.stringify(value), ...(headers && { headers }) };
}

/** Refusals with their exact bodies (acapy-cloud.md, "Refusals"). */
export const NOT_AUTHENTICATED_OLDER = answer(403, { detail: 'Not authenticated' });
export const NOT_AUTHENTICATED_NEWER = answer(401, { detail: 'Not authenticated' }, { 'www-authenticate': 'APIKey' });
export const UNAUTHORIZED_401 = answer(401, { detail: 'Unauthorized' });
export const UNAUTHORIZED_403 = answer(403, { detail: 'Unauthorized' });
export const NOT_FOUND = answer(404, { detail: 'Not Found' });
export const METHOD_NOT_ALLOWED = answer(405, { detail: 'Method Not Allowed' }, { allow: 'GET' });

/** A query parameter that is no whole number. */
export function notAnInteger(name: string, input: string): Answer {
  const msg = 'Input should be a valid integer, unable to parse string as an integer';
  return answer(422, { detail: [{ type: 'int_parsing', loc: ['query', name], msg, input }] });
}

/** A query parameter that is none of the words allowed. */
export function notOneOf(name: string, words: readonly string[], input: string): Answer {
  const quoted = words.map((word) => `'${word}'`);
  const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
  const msg = `Input should be ${expected}`;
  return answer(422, { detail: [{ type: 'literal_error', loc: ['query', name], msg, input, ctx: { expected } }] });
}
