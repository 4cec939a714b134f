import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, CLOUD_KINDS, type Kind, ROLES } from '../../../src/shared/alert.ts';
import { PRIVACIES } from '../../../src/shared/settings.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say, type SayOptions, sayHistory } from '../../../src/shared/words/say.ts';
import { NOON } from '../../clock.ts';

const options: SayOptions = { privacy: 'all', locale: 'en-GB', timeZone: 'UTC', now: NOON };
const plain: Alert = {
  key: 'k',
  identity: 'acapy-cloud:w',
  connectionId: 'c',
  system: 'acapy-cloud',
  kind: 'proof',
  category: 'credential',
  urgency: 'normal',
  confirmation: 'confirmed',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: NOON,
  receivedAt: NOON,
  frame: '',
};
const id = '359b30a2-c98d-4c00-b318-8185d1d0e64d';
const issuer = { id, name: 'Demo Issuer' };
const nameless = { id };

const spoken = (kind: Kind, status: string | undefined, fields: Partial<Alert> = {}, changed: Partial<SayOptions> = {}): string => {
  const state = status === undefined ? {} : { status };
  const { title, body } = say({ ...plain, kind, ...state, ...fields }, CATALOGUES.en, { ...options, ...changed });
  return `${title} | ${body}`;
};

test('what waits for an answer says who asks for what, and where to answer', () => {
  const asked = (kind: Kind, status: string) => spoken(kind, status, { actor: issuer });
  expect(asked('proof', 'request-received')).toBe('Demo Issuer asks you for a proof | Open your wallet to answer it.');
  expect(asked('credential', 'offer-received')).toBe('Demo Issuer offers you a credential | Open your wallet to accept or decline it.');
  expect(asked('credential', 'request-received')).toBe('Demo Issuer asks you for a credential | Open your wallet to issue it or decline.');
  expect(asked('credential', 'proposal-received')).toBe('Demo Issuer proposes a credential | Open your wallet to offer it or decline.');
  expect(asked('connection', 'request-received')).toBe('Demo Issuer wants to connect | Open your wallet to accept or decline.');
  expect(asked('endorsement', 'request-received')).toBe('Demo Issuer asks you to endorse a transaction | Open your wallet to endorse or refuse it.');
});

test('a proof was valid or not, said plainly to both sides', () => {
  const done = (fields: Partial<Alert>) => spoken('proof', 'done', { actor: issuer, ...fields });
  expect(done({ role: 'verifier', verified: true })).toBe('The proof of Demo Issuer was verified | Your CloudAPI checked it: it is valid.');
  expect(done({ role: 'verifier', verified: false })).toBe(
    'The proof of Demo Issuer was not valid | Your CloudAPI checked it: do not rely on what it shows.'
  );
  expect(done({ role: 'prover', verified: true })).toBe('Your proof for Demo Issuer was verified | It is valid. Nothing more to do.');
  expect(done({ role: 'prover', verified: false })).toMatch(/^Your proof for Demo Issuer was not valid \|/);
  expect(done({})).toBe('Proof with Demo Issuer: done | Open your wallet to see how it stands.');
  expect(spoken('proof', 'done', { verified: false })).toMatch(/^A proof was not valid \|/);
});

test('what was given, received or revoked says by whom', () => {
  expect(spoken('credential', 'done', { role: 'holder', actor: issuer })).toBe('Credential received from Demo Issuer | It is in your wallet.');
  expect(spoken('credential', 'done', { role: 'issuer', actor: issuer })).toBe('Credential issued to Demo Issuer | It has arrived.');
  expect(spoken('credential', 'credential-revoked', { role: 'holder', actor: issuer })).toBe('Demo Issuer revoked a credential | It is no longer valid.');
  expect(spoken('credential', 'credential-revoked', { role: 'issuer', actor: issuer })).toMatch(/^The credential of Demo Issuer was revoked/);
  expect(spoken('revocation', 'revoked', { role: 'issuer' })).toBe('A credential that you issued was revoked | It is no longer valid.');
  expect(spoken('revocation', 'full')).toMatch(/^A revocation registry is full \|/);
  expect(spoken('connection', 'completed', { actor: issuer })).toMatch(/^Connected with Demo Issuer \|/);
});

test('what was abandoned gives the reason, or says that there is none', () => {
  const abandoned = (kind: Kind, fields: Partial<Alert> = {}) => spoken(kind, 'abandoned', { actor: issuer, ...fields });
  expect(abandoned('connection', { text: 'invitation expired' })).toBe('Connection with Demo Issuer was abandoned | Invitation expired.');
  expect(abandoned('proof', { role: 'prover' })).toBe('The proof for Demo Issuer was abandoned | No reason was given.');
  expect(abandoned('credential', { role: 'holder' })).toBe('The credential from Demo Issuer was abandoned | No reason was given.');
  expect(spoken('connection', 'abandoned', { actor: issuer, text: 'secret' }, { privacy: 'who' })).toBe(
    'Connection with Demo Issuer was abandoned | Open Tradebell to see why.'
  );
});

test('whoever has no name is called by the beginning of the connection’s id, as the sentence needs it', () => {
  expect(spoken('proof', 'request-received', { actor: nameless })).toMatch(/^Connection 359b30a2 asks you for a proof \|/);
  expect(spoken('credential', 'done', { role: 'holder', actor: nameless })).toMatch(/^Credential received from connection 359b30a2 \|/);
  expect(spoken('message', 'received', { actor: nameless, text: 'Hello' })).toBe('Connection 359b30a2 wrote | Hello');
  expect(spoken('proof', 'request-received')).toMatch(/^Someone asks you for a proof \|/);
  expect(spoken('proof', 'request-received', { actor: { id, name: 'acme' } })).toMatch(/^acme asks you for a proof \|/);
});

test('a message is chat, a record a step on the way', () => {
  expect(spoken('message', 'received', { actor: issuer, category: 'chat', text: 'Hello\nthere' })).toBe('Demo Issuer wrote | Hello\nthere');
  expect(spoken('cloudRecord', 'presentation-sent', { type: 'proofs', actor: issuer })).toBe(
    'Proof with Demo Issuer: presentation sent | A step on the way; nothing is asked of you.'
  );
  expect(spoken('cloudRecord', 'issued', { type: 'issuer_cred_rev' })).toMatch(/^Revocable credential: issued \|/);
  expect(spoken('cloudRecord', undefined, { type: 'problem_report', text: 'description: no such thing' })).toBe(
    'News: Problem report | Description: no such thing.'
  );
});

test('of a group it says which wallet, unless that is hidden', () => {
  const ofGroup = { actor: issuer, account: '4e0c70fb-f2ad-4f59-81f3-93d8df9b977a' };
  expect(spoken('proof', 'request-received', ofGroup)).toBe('Demo Issuer asks you for a proof | Open your wallet to answer it. In wallet 4e0c70fb.');
  expect(spoken('proof', 'request-received', ofGroup, { privacy: 'who' })).not.toContain('4e0c70fb');
  expect(spoken('proof', 'request-received', ofGroup, { privacy: 'nothing' })).toBe('News from your wallet | Open Tradebell to see it.');
});

test('that a proof was checked is told in the history', () => {
  expect(sayHistory({ at: NOON, event: 'amended', note: 'verified, actor' }, CATALOGUES.en, 'acapy-cloud')).toBe('whether it was valid and who it was');
});

test('no words claim that a proof is valid unless it was verified', () => {
  const states = ['request-received', 'done', 'abandoned', 'presentation-received', 'deleted'];
  fc.assert(
    fc.property(
      fc.constantFrom(...CLOUD_KINDS),
      fc.constantFrom(...states),
      fc.option(fc.constantFrom(...ROLES), { nil: undefined }),
      fc.option(fc.constant(false), { nil: undefined }),
      fc.constantFrom(...PRIVACIES),
      (kind, status, role, verified, privacy) => {
        const said = spoken(kind, status, { ...(role === undefined ? {} : { role }), ...(verified === undefined ? {} : { verified }) }, { privacy });
        expect(said).not.toMatch(/was verified|is valid/);
        if (verified === undefined) expect(said).not.toMatch(/not valid|do not rely/);
      }
    )
  );
});
