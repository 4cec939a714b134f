import { SHORT_ID } from '../names.ts';
import type { Facts, Words } from '../facts.ts';
import { paragraph, sentence, t } from './phrases.ts';
import { cloudStates } from './window-cloud.ts';

const someone = (facts: Facts) => facts.whoFirst ?? '有人';
/** `来自 Demo Issuer 的凭证`, or only the noun. `way` stands before who it is. */
const about = (way: string, { who }: Facts, noun: string) => (who === undefined ? noun : t`${way}${who}的${noun}`);
/** Which wallet of a group it is about. */
const inWallet = ({ account }: Facts) => (account === undefined ? undefined : sentence(t`所属钱包：${account.slice(0, SHORT_ID).trimEnd()}`));

/** A name of the server's, to be read. */
const plain = (name: string) => name.replace(/[\s_-]+/g, ' ').trim();
/** How far it is: in our words where we have any. */
const plainState = (status: string) => (Object.hasOwn(cloudStates, status) ? (cloudStates[status] ?? '') : plain(status));
/** `与 Demo Issuer 的证明交换：证明已发送`. */
const standing = (noun: string, facts: Facts) => {
  const named = about('与', facts, noun);
  const state = facts.status === undefined ? '' : plainState(facts.status);
  return state === '' ? `新动态：${named}` : `${named}：${state}`;
};

const reason = ({ text, hidden }: Facts) => {
  if (text !== undefined) return sentence(text);
  return hidden ? '打开 Tradebell 查看原因。' : '未说明原因。';
};
const words = (facts: Facts, title: string, ...body: readonly (string | undefined)[]): Words => ({
  title,
  body: paragraph(...body, inWallet(facts)),
});
/** A state that rings in no version that we know. */
const unfamiliar = (facts: Facts, noun: string): Words =>
  words(facts, standing(noun, facts), facts.text === undefined ? undefined : sentence(facts.text), '打开钱包查看进展。');

const proofDone = (facts: Facts): Words => {
  const { role, verified } = facts;
  const checked = facts.text === undefined ? undefined : sentence(facts.text);
  if (role === 'prover') {
    const yours = facts.who === undefined ? '你的证明' : t`你给${facts.who}的证明`;
    if (verified) return words(facts, `${yours}已通过验证`, '证明有效，无需再做什么。');
    return words(facts, `${yours}无效`, checked, '打开钱包查看出示了什么。');
  }
  const proof = facts.who === undefined ? '一份证明' : about('', facts, '证明');
  if (verified) return words(facts, `${proof}已通过验证`, '你的 CloudAPI 已检查：证明有效。');
  return words(facts, `${proof}无效`, '你的 CloudAPI 已检查：请不要相信其中内容。', checked);
};

const proof = (facts: Facts): Words => {
  switch (facts.status) {
    case 'request-received':
      return words(facts, t`${someone(facts)}向你索取证明`, '打开钱包答复。');
    case 'done':
      return facts.verified === undefined ? unfamiliar(facts, '证明交换') : proofDone(facts);
    case 'abandoned': {
      const way = facts.role === 'prover' ? '给' : facts.role === 'verifier' ? '' : '与';
      return words(facts, `${about(way, facts, '证明')}已中止`, reason(facts));
    }
    default:
      return unfamiliar(facts, '证明交换');
  }
};

const credentialDone = (facts: Facts): Words => {
  const { who } = facts;
  switch (facts.role) {
    case 'holder':
      return words(facts, who === undefined ? '收到凭证' : t`收到${who}签发的凭证`, '它已在你的钱包中。');
    case 'issuer':
      return words(facts, who === undefined ? '凭证已签发' : t`已向${who}签发凭证`, '对方已收到。');
    default:
      return words(facts, `${about('与', facts, '凭证交换')}已完成`, '打开钱包查看凭证。');
  }
};

const credentialRevoked = (facts: Facts): Words => {
  const over = '它已不再有效。';
  if (facts.role === 'issuer') return words(facts, `${about('', facts, '凭证')}已被撤销`, over);
  const title = facts.who === undefined ? '一份凭证已被撤销' : t`${someone(facts)}撤销了一份凭证`;
  return words(facts, title, facts.text === undefined ? undefined : sentence(facts.text), over);
};

const credential = (facts: Facts): Words => {
  switch (facts.status) {
    case 'offer-received':
      return words(facts, t`${someone(facts)}想向你签发凭证`, '打开钱包接受或拒绝。');
    case 'proposal-received':
      return words(facts, t`${someone(facts)}提议签发一份凭证`, '打开钱包提供凭证或拒绝。');
    case 'request-received':
      return words(facts, t`${someone(facts)}向你申请凭证`, '打开钱包签发或拒绝。');
    case 'done':
      return credentialDone(facts);
    case 'abandoned': {
      const way = facts.role === 'holder' ? '来自' : facts.role === 'issuer' ? '给' : '与';
      return words(facts, `${about(way, facts, '凭证')}已中止`, reason(facts));
    }
    case 'credential-revoked':
      return credentialRevoked(facts);
    default:
      return unfamiliar(facts, '凭证交换');
  }
};

const connection = (facts: Facts): Words => {
  switch (facts.status) {
    case 'request-received':
      return words(facts, t`${someone(facts)}请求与你建立连接`, '打开钱包接受或拒绝。');
    case 'completed':
      return words(facts, facts.who === undefined ? '新连接' : t`已与${facts.who}建立连接`, '现在可以互发消息、凭证和证明。');
    case 'abandoned':
      return words(facts, `${about('与', facts, '连接')}已中止`, reason(facts));
    default:
      return unfamiliar(facts, '连接');
  }
};

const revocation = (facts: Facts): Words => {
  switch (facts.status) {
    case 'revoked':
      return words(facts, '你签发的一份凭证已被撤销', '它已不再有效。');
    case 'full':
      return words(facts, '一个撤销登记表已满', '再签发这类凭证之前，请确认已有新的登记表。');
    default:
      return unfamiliar(facts, '撤销');
  }
};

const endorsement = (facts: Facts): Words =>
  facts.status === 'request-received'
    ? words(facts, t`${someone(facts)}请你为一笔交易背书`, '打开钱包背书或拒绝。')
    : unfamiliar(facts, '背书');

/** What the topics of records are called, by their names with spaces. */
const RECORDS: ReadonlyMap<string, string> = new Map([
  ['proofs', '证明交换'],
  ['credentials', '凭证交换'],
  ['connections', '连接'],
  ['endorsements', '背书'],
  ['revocation', '撤销登记表'],
  ['issuer cred rev', '可撤销的凭证'],
  ['oob', '邀请'],
]);

const cloudRecord = (facts: Facts): Words => {
  const topic = plain(facts.type ?? '');
  const noun = RECORDS.get(topic) ?? (topic === '' ? '钱包记录' : topic);
  return words(facts, standing(noun, facts), facts.text === undefined ? '这只是中间步骤，无需操作。' : sentence(facts.text));
};

/** What each kind of acapy-cloud's says; its messages are as everybody's. */
export const cloud = { proof, credential, connection, revocation, endorsement, cloudRecord };
