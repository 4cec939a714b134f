import { SHORT_ID } from '../names.ts';
import type { Facts, Words } from '../facts.ts';
import { paragraph, sentence, upper } from './phrases.ts';
import { cloudStates } from './window-cloud.ts';

/** `con Demo Issuer`, or nothing. */
const other = (preposition: string, { who }: Facts) => (who === undefined ? '' : ` ${preposition} ${who}`);
const someone = (facts: Facts) => facts.whoFirst ?? 'Alguien';
/** Which wallet of a group it is about. */
const inWallet = ({ account }: Facts) => (account === undefined ? undefined : sentence(`En la billetera ${account.slice(0, SHORT_ID).trimEnd()}`));

const plainState = (status: string) => status.replace(/[\s_-]+/g, ' ').trim();
/** A state as the window calls it; one that nobody knows, as it came. */
const stateWord = (status: string) => {
  const known = Object.hasOwn(cloudStates, status) ? cloudStates[status] : undefined;
  return known === undefined ? plainState(status) : `${known.charAt(0).toLowerCase()}${known.slice(1)}`;
};
/** `Prueba con Demo Issuer: prueba enviada` */
const standing = (noun: string, facts: Facts) => {
  const about = `${noun}${other('con', facts)}`;
  const state = facts.status === undefined ? '' : stateWord(facts.status);
  return state === '' ? `Novedades: ${about.charAt(0).toLowerCase()}${about.slice(1)}` : `${about}: ${state}`;
};

const reason = ({ text, hidden }: Facts) => {
  if (text !== undefined) return sentence(text);
  return hidden ? 'Abre Tradebell para ver por qué.' : 'No se dio ninguna razón.';
};
const words = (facts: Facts, title: string, ...body: readonly (string | undefined)[]): Words => ({ title, body: paragraph(...body, inWallet(facts)) });
/** A state that rings in no version that we know. */
const unfamiliar = (facts: Facts, noun: string): Words =>
  words(facts, standing(noun, facts), facts.text === undefined ? undefined : sentence(facts.text), 'Abre tu billetera para ver cómo está.');

const proofDone = (facts: Facts): Words => {
  const { role, verified, who } = facts;
  const checked = facts.text === undefined ? undefined : sentence(facts.text);
  if (role === 'prover') {
    if (verified) return words(facts, `Tu prueba${other('para', facts)} se verificó`, 'Es válida. No queda nada por hacer.');
    return words(facts, `Tu prueba${other('para', facts)} no era válida`, checked, 'Abre tu billetera para ver qué se mostró.');
  }
  const proof = who === undefined ? 'Una prueba' : `La prueba de ${who}`;
  if (verified) return words(facts, `${proof} se verificó`, 'Tu CloudAPI la comprobó: es válida.');
  return words(facts, `${proof} no era válida`, 'Tu CloudAPI la comprobó: no te fíes de lo que muestra.', checked);
};

const proof = (facts: Facts): Words => {
  switch (facts.status) {
    case 'request-received':
      return words(facts, `${someone(facts)} te pide una prueba`, 'Abre tu billetera para responder.');
    case 'done':
      return facts.verified === undefined ? unfamiliar(facts, 'Prueba') : proofDone(facts);
    case 'abandoned': {
      const about = facts.role === 'prover' ? 'para' : facts.role === 'verifier' ? 'de' : 'con';
      return words(facts, `La prueba${other(about, facts)} se abandonó`, reason(facts));
    }
    default:
      return unfamiliar(facts, 'Prueba');
  }
};

const credentialDone = (facts: Facts): Words => {
  switch (facts.role) {
    case 'holder':
      return words(facts, `Credencial recibida${other('de', facts)}`, 'Está en tu billetera.');
    case 'issuer':
      return words(facts, `Credencial emitida${other('para', facts)}`, 'Ya llegó.');
    default:
      return words(facts, `Terminó el intercambio de una credencial${other('con', facts)}`, 'Abre tu billetera para ver la credencial.');
  }
};

const credentialRevoked = (facts: Facts): Words => {
  const over = 'Ya no es válida.';
  if (facts.role === 'issuer') return words(facts, `La credencial${other('de', facts)} se revocó`, over);
  const title = facts.who === undefined ? 'Se revocó una credencial' : `${someone(facts)} revocó una credencial`;
  return words(facts, title, facts.text === undefined ? undefined : sentence(facts.text), over);
};

const credential = (facts: Facts): Words => {
  switch (facts.status) {
    case 'offer-received':
      return words(facts, `${someone(facts)} te ofrece una credencial`, 'Abre tu billetera para aceptarla o rechazarla.');
    case 'proposal-received':
      return words(facts, `${someone(facts)} propone una credencial`, 'Abre tu billetera para ofrecerla o rechazarla.');
    case 'request-received':
      return words(facts, `${someone(facts)} te pide una credencial`, 'Abre tu billetera para emitirla o rechazarla.');
    case 'done':
      return credentialDone(facts);
    case 'abandoned': {
      const about = facts.role === 'holder' ? 'de' : facts.role === 'issuer' ? 'para' : 'con';
      return words(facts, `La credencial${other(about, facts)} se abandonó`, reason(facts));
    }
    case 'credential-revoked':
      return credentialRevoked(facts);
    default:
      return unfamiliar(facts, 'Credencial');
  }
};

const connection = (facts: Facts): Words => {
  switch (facts.status) {
    case 'request-received':
      return words(facts, `${someone(facts)} quiere conectarse`, 'Abre tu billetera para aceptar o rechazar.');
    case 'completed':
      return words(facts, facts.who === undefined ? 'Conexión nueva' : `Conectado con ${facts.who}`, 'Ya se pueden intercambiar mensajes, credenciales y pruebas.');
    case 'abandoned':
      return words(facts, `${facts.who === undefined ? 'Una conexión' : `La conexión con ${facts.who}`} se abandonó`, reason(facts));
    default:
      return unfamiliar(facts, 'Conexión');
  }
};

const revocation = (facts: Facts): Words => {
  switch (facts.status) {
    case 'revoked':
      return words(facts, 'Se revocó una credencial que emitiste', 'Ya no es válida.');
    case 'full':
      return words(facts, 'Un registro de revocación está lleno', 'Comprueba que haya uno nuevo antes de emitir más credenciales de este tipo.');
    default:
      return unfamiliar(facts, 'Revocación');
  }
};

const endorsement = (facts: Facts): Words =>
  facts.status === 'request-received'
    ? words(facts, `${someone(facts)} te pide avalar una transacción`, 'Abre tu billetera para avalarla o negarte.')
    : unfamiliar(facts, 'Aval');

/** What the topics of records are called, by their names with spaces. */
const RECORDS: ReadonlyMap<string, string> = new Map([
  ['proofs', 'Prueba'],
  ['credentials', 'Credencial'],
  ['connections', 'Conexión'],
  ['endorsements', 'Aval'],
  ['revocation', 'Registro de revocación'],
  ['issuer cred rev', 'Credencial revocable'],
  ['oob', 'Invitación'],
]);

const cloudRecord = (facts: Facts): Words => {
  const topic = plainState(facts.type ?? '');
  const noun = RECORDS.get(topic) ?? (topic === '' ? 'Registro de la billetera' : upper(topic));
  return words(facts, standing(noun, facts), facts.text === undefined ? 'Un paso intermedio; no se te pide nada.' : sentence(facts.text));
};

/** What each kind of acapy-cloud's says; its messages are as everybody's. */
export const cloud = { proof, credential, connection, revocation, endorsement, cloudRecord };
