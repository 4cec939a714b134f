import type { ConnectionDraft } from '../../src/shared/connection.ts';
import type { ProxyFlaw } from '../../src/shared/proxy-address.ts';
import type { WordsOf } from '../words.ts';
import type { NetworkFields } from './network-draft.ts';

/** What every system's form has. `named`: the name was typed, so it is no longer suggested. */
export interface CommonFields {
  address: string;
  name: string;
  named: boolean;
  /** The certificate that was agreed to, and the one address that it counts for. */
  pin: { fingerprint: string; url: string } | undefined;
  /** By which way the server is reached; absent: as it was. */
  network?: NetworkFields;
}

export const FIELD_IDS = {
  address: 'field-address',
  name: 'field-name',
  username: 'field-username',
  secret: 'field-secret',
  path: 'field-path',
  email: 'field-email',
  password: 'field-password',
  code: 'field-code',
  topic: 'field-topic',
  wallet: 'field-wallet',
  group: 'field-group',
  nats: 'field-nats',
  natsUser: 'field-nats-user',
  natsSecret: 'field-nats-secret',
  natsCa: 'field-nats-ca',
  watch: 'field-watch',
  watchTopic: 'field-watch-topic',
  watchState: 'field-watch-state',
  watchField: 'field-watch-field',
  watchValue: 'field-watch-value',
  clientId: 'field-client-id',
  clientSecret: 'field-client-secret',
  rest: 'field-rest',
  deviceId: 'field-device-id',
  proxy: 'field-proxy',
  ca: 'field-ca',
} as const;
export type FieldName = keyof typeof FIELD_IDS;

/** A sentence about what is wrong or missing, and the field where it is. */
export interface Problem {
  field: FieldName;
  is: keyof Omit<WordsOf<'form'>['form']['problems'], 'noHalf' | 'proxy'> | { noHalf: string } | { proxy: ProxyFlaw };
}

/** What is to be sent, or what is missing. */
export type Made = { ok: true; draft: ConnectionDraft } | { ok: false; problem: Problem };

export function sayProblem({ is }: Problem, words: WordsOf<'form'>['form']['problems']): string {
  if (typeof is === 'string') return words[is];
  return 'proxy' in is ? words.proxy[is.proxy] : words.noHalf(is.noHalf);
}
