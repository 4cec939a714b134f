import { SHORT_ID } from '../names.ts';
import type { Facts, Words } from '../facts.ts';
import { paragraph, sentence, upper } from './phrases.ts';

/** `with Demo Issuer`, or nothing. */
const other = (preposition: string, { who }: Facts) => (who === undefined ? '' : ` ${preposition} ${who}`);
const someone = (facts: Facts) => facts.whoFirst ?? 'Someone';
/** Which wallet of a group it is about. */
const inWallet = ({ account }: Facts) => (account === undefined ? undefined : sentence(`In wallet ${account.slice(0, SHORT_ID).trimEnd()}`));

const plainState = (status: string) => status.replace(/[\s_-]+/g, ' ').trim();
/** `Proof with Demo Issuer: presentation sent`. */
const standing = (noun: string, facts: Facts) => {
  const about = `${noun}${other('with', facts)}`;
  const state = facts.status === undefined ? '' : plainState(facts.status);
  return state === '' ? `News: ${about}` : `${about}: ${state}`;
};

const reason = ({ text, hidden }: Facts) => {
  if (text !== undefined) return sentence(text);
  return hidden ? 'Open Tradebell to see why.' : 'No reason was given.';
};
const words = (facts: Facts, title: string, ...body: readonly (string | undefined)[]): Words => ({ title, body: paragraph(...body, inWallet(facts)) });
/** A state that rings in no version that we know. */
const unfamiliar = (facts: Facts, noun: string): Words =>
  words(facts, standing(noun, facts), facts.text === undefined ? undefined : sentence(facts.text), 'Open your wallet to see how it stands.');

const proofDone = (facts: Facts): Words => {
  const { role, verified, who } = facts;
  const checked = facts.text === undefined ? undefined : sentence(facts.text);
  if (role === 'prover') {
    if (verified) return words(facts, `Your proof${other('for', facts)} was verified`, 'It is valid. Nothing more to do.');
    return words(facts, `Your proof${other('for', facts)} was not valid`, checked, 'Open your wallet to see what was shown.');
  }
  const proof = who === undefined ? 'A proof' : `The proof of ${who}`;
  if (verified) return words(facts, `${proof} was verified`, 'Your CloudAPI checked it: it is valid.');
  return words(facts, `${proof} was not valid`, 'Your CloudAPI checked it: do not rely on what it shows.', checked);
};

const proof = (facts: Facts): Words => {
  switch (facts.status) {
    case 'request-received':
      return words(facts, `${someone(facts)} asks you for a proof`, 'Open your wallet to answer it.');
    case 'done':
      return facts.verified === undefined ? unfamiliar(facts, 'Proof') : proofDone(facts);
    case 'abandoned': {
      const about = facts.role === 'prover' ? 'for' : facts.role === 'verifier' ? 'of' : 'with';
      return words(facts, `The proof${other(about, facts)} was abandoned`, reason(facts));
    }
    default:
      return unfamiliar(facts, 'Proof');
  }
};

const credentialDone = (facts: Facts): Words => {
  switch (facts.role) {
    case 'holder':
      return words(facts, `Credential received${other('from', facts)}`, 'It is in your wallet.');
    case 'issuer':
      return words(facts, `Credential issued${other('to', facts)}`, 'It has arrived.');
    default:
      return words(facts, `Credential exchange${other('with', facts)} is done`, 'Open your wallet to see the credential.');
  }
};

const credentialRevoked = (facts: Facts): Words => {
  const over = 'It is no longer valid.';
  if (facts.role === 'issuer') return words(facts, `The credential${other('of', facts)} was revoked`, over);
  const title = facts.who === undefined ? 'A credential was revoked' : `${someone(facts)} revoked a credential`;
  return words(facts, title, facts.text === undefined ? undefined : sentence(facts.text), over);
};

const credential = (facts: Facts): Words => {
  switch (facts.status) {
    case 'offer-received':
      return words(facts, `${someone(facts)} offers you a credential`, 'Open your wallet to accept or decline it.');
    case 'proposal-received':
      return words(facts, `${someone(facts)} proposes a credential`, 'Open your wallet to offer it or decline.');
    case 'request-received':
      return words(facts, `${someone(facts)} asks you for a credential`, 'Open your wallet to issue it or decline.');
    case 'done':
      return credentialDone(facts);
    case 'abandoned': {
      const about = facts.role === 'holder' ? 'from' : facts.role === 'issuer' ? 'for' : 'with';
      return words(facts, `The credential${other(about, facts)} was abandoned`, reason(facts));
    }
    case 'credential-revoked':
      return credentialRevoked(facts);
    default:
      return unfamiliar(facts, 'Credential');
  }
};

const connection = (facts: Facts): Words => {
  switch (facts.status) {
    case 'request-received':
      return words(facts, `${someone(facts)} wants to connect`, 'Open your wallet to accept or decline.');
    case 'completed':
      return words(facts, facts.who === undefined ? 'New connection' : `Connected with ${facts.who}`, 'You can now exchange messages, credentials and proofs.');
    case 'abandoned':
      return words(facts, `${facts.who === undefined ? 'A connection' : `Connection with ${facts.who}`} was abandoned`, reason(facts));
    default:
      return unfamiliar(facts, 'Connection');
  }
};

const revocation = (facts: Facts): Words => {
  switch (facts.status) {
    case 'revoked':
      return words(facts, 'A credential that you issued was revoked', 'It is no longer valid.');
    case 'full':
      return words(facts, 'A revocation registry is full', 'Check that there is a new one before you issue more credentials of this kind.');
    default:
      return unfamiliar(facts, 'Revocation');
  }
};

const endorsement = (facts: Facts): Words =>
  facts.status === 'request-received'
    ? words(facts, `${someone(facts)} asks you to endorse a transaction`, 'Open your wallet to endorse or refuse it.')
    : unfamiliar(facts, 'Endorsement');

/** What the topics of records are called, by their names with spaces. */
const RECORDS: ReadonlyMap<string, string> = new Map([
  ['proofs', 'Proof'],
  ['credentials', 'Credential'],
  ['connections', 'Connection'],
  ['endorsements', 'Endorsement'],
  ['revocation', 'Revocation registry'],
  ['issuer cred rev', 'Revocable credential'],
  ['oob', 'Invitation'],
]);

const cloudRecord = (facts: Facts): Words => {
  const topic = plainState(facts.type ?? '');
  const noun = RECORDS.get(topic) ?? (topic === '' ? 'Wallet record' : upper(topic));
  return words(facts, standing(noun, facts), facts.text === undefined ? 'A step on the way; nothing is asked of you.' : sentence(facts.text));
};

/** What each kind of acapy-cloud's says; its messages are as everybody's. */
export const cloud = { proof, credential, connection, revocation, endorsement, cloudRecord };
