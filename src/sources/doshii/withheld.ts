import { parseJson, writeJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';

/** Requests about cards carry the PIN of the card and the login of its provider, under names such as `cardAuthorisationKey`. */
const SECRET =
  /auth(?!or(?!i))|passw|passcode|secret|token|cvv|cvc|(?:security|verification)_?code|(?:api|access|private)_?key|pin$|pin_?(?:code|number|block)/i;
const CARD = /^card_?(?:ref|number|no)$/i;
/** So much of a card's number may be read by anyone. */
const SHOWN = 4;

/**
 * Data as it may be kept and shown: what opens a card or an account is withheld, and of its number the end is left. The very same where
 * there is none of it. `value`: as parsed by parseJson. Throws a RangeError where it is nested too deeply.
 */
export function withoutSecrets(value: unknown): unknown {
  return holdsSecret(value) ? withheld(value) : value;
}

function holdsSecret(value: unknown): boolean {
  if (typeof value === 'string') return holdsSecret(jsonIn(value));
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && Object.entries(value).some(([name, field]) => isSecret(name) || holdsSecret(field));
}

function withheld(value: unknown): unknown {
  if (typeof value === 'string') return holdsSecret(value) ? writeJson(withheld(jsonIn(value))) : value;
  if (Array.isArray(value)) return value.map(withheld);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, isSecret(name) ? masked(name, field) : withheld(field)]));
}

/** Data may be packed into a text once more. */
function jsonIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isSecret(name: string): boolean {
  return SECRET.test(name) || CARD.test(name);
}

function masked(name: string, value: unknown): unknown {
  if (value === null || value === '') return value;
  const number = CARD.test(name) && typeof value !== 'object' ? String(value) : '';
  return number.length > 2 * SHOWN ? `…${number.slice(-SHOWN)}` : '…';
}
