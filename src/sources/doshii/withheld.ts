import { isRecord } from '../../wire/record.ts';

/** Requests about cards carry the PIN of the card and the login of its provider, under names such as `cardAuthorisationKey`. */
const SECRET = /auth|passw|passcode|secret|token|cvv|cvc|pin$/i;
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
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && Object.entries(value).some(([name, field]) => isSecret(name) || holdsSecret(field));
}

function withheld(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withheld);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, isSecret(name) ? masked(name, field) : withheld(field)]));
}

function isSecret(name: string): boolean {
  return SECRET.test(name) || CARD.test(name);
}

function masked(name: string, value: unknown): unknown {
  if (value === null || value === '') return value;
  const number = CARD.test(name) && typeof value !== 'object' ? String(value) : '';
  return number.length > 2 * SHOWN ? `…${number.slice(-SHOWN)}` : '…';
}
