import { expect, test } from 'vitest';
import { recognise } from '../../../renderer/connections/paste/recognise.ts';
import { sayPieces } from '../../../renderer/connections/paste/say-pieces.ts';
import { saySpan } from '../../../renderer/settings/spans.ts';
import { moment } from '../../../renderer/ui/moment.ts';
import { countdown, createDates, timeLeft } from '../../../renderer/ui/time.ts';
import { answerTo } from '../../../src/desktop/command-line-answer.ts';
import type { Alert } from '../../../src/shared/alert.ts';
import type { QuietSpan } from '../../../src/shared/quiet.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say, sayDeadline, sayDigest, sayHistory, sayReason, type SayOptions } from '../../../src/shared/words/say.ts';
import { list, paragraph, t } from '../../../src/shared/words/zh/phrases.ts';
import { NOON } from '../../clock.ts';

const HOUR = 3_600_000;
const options: SayOptions = { privacy: 'all', locale: 'zh-CN', timeZone: 'UTC', now: NOON };
const plain: Alert = {
  key: 'k',
  identity: 'openbazaar:Qm',
  connectionId: 'c',
  system: 'openbazaar',
  kind: 'order',
  category: 'order',
  urgency: 'normal',
  actor: { id: 'QmBuyer', name: '王芳' },
  subject: { type: 'order', id: 'QmVrhZt4abc' },
  item: '蓝色马克杯',
  amount: { value: '120050000', unit: 'LTC', divisibility: 8 },
  confirmation: 'confirmed',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: NOON,
  receivedAt: NOON,
  frame: '',
};
const said = (fields: Partial<Alert>, changed: Partial<SayOptions> = {}) => {
  const { title, body } = say({ ...plain, ...fields }, CATALOGUES.zh, { ...options, ...changed });
  return `${title} | ${body}`;
};

test('an order says who, what and how much', () => {
  expect(said({})).toBe('新订单：蓝色马克杯 | 王芳订购了“蓝色马克杯”，金额 1.2005 LTC，已全额付款。下一步：发货；如果订单待处理，请先接受。');
  expect(say(plain, CATALOGUES.zh, { ...options, privacy: 'nothing' })).toEqual({ title: '订单有新动态', body: '打开 Tradebell 查看。' });
});

test('a space stands between Chinese and a Latin name or a number, and nowhere else', () => {
  const message = { kind: 'message', category: 'chat', subject: { type: 'peer', id: 'QmBuyer' }, text: '你好' } as const;
  expect(said(message)).toBe('王芳发来消息 | 你好');
  expect(said({ ...message, actor: { id: 'QmBuyer', name: 'Alice' } })).toBe('Alice 发来消息 | 你好');
  expect(t`收到${'5 OMG'}，共${'3'}笔`).toBe('收到 5 OMG，共 3 笔');
  expect(t`移除${'王芳'}吗？`).toBe('移除王芳吗？');
  expect(t`给${''}${'Ana'}的“${'x'}”`).toBe('给 Ana 的“x”');
});

test('a list and a paragraph are joined as Chinese is, whatever stands in them', () => {
  expect(list([])).toBe('');
  expect(list(['1', '2', '王芳'])).toBe('1、2 和王芳');
  expect(list(['订单', 'Ana'])).toBe('订单和 Ana');
  expect(list(['{0}', '{1}', '$&'])).toBe('{0}、{1}和 $&');
  expect(paragraph('未成功。', undefined, '', 'No funds.', '款项未动。')).toBe('未成功。No funds. 款项未动。');
});

test('times are as the reader writes them', () => {
  const dispute = { kind: 'buyerDisputeTimeout', category: 'dispute' } as const;
  expect(said({ ...dispute, deadlineAt: NOON + 50 * HOUR })).toMatch(
    /^发起纠纷还剩 2 天：蓝色马克杯 \| 你可以在 \d+月\d+日 14:00 之前（还剩 2 天）就订单“蓝色马克杯”发起纠纷。逾期后卖家可以领取货款。$/
  );
  expect(said({ kind: 'gap', category: 'system', since: NOON - 2 * HOUR })).toMatch(/^10:00 至 12:00 期间 Tradebell 未连接 \|/);
});

test('what is counted has its measure word', () => {
  const { list: inbox, time, connections } = CATALOGUES.zh.window;
  expect([1, 2, 12_000].map(inbox.markedRead)).toEqual(['已将 1 条提醒标为已读', '已将 2 条提醒标为已读', '已将 12,000 条提醒标为已读']);
  expect(time.ago(time.minutes(1))).toBe('1 分钟前');
  expect(connections.topics(2, 3)).toBe('2/3 个主题');
  expect(timeLeft(NOON + 25 * HOUR, NOON, CATALOGUES.zh.window).text).toBe('还剩 1 天 1 小时');
  expect(timeLeft(NOON + 72 * HOUR, NOON, CATALOGUES.zh.window).text).toBe('还剩 3 天');
  expect(countdown(NOON + 61_000, NOON, CATALOGUES.zh.window).text).toBe('还剩 1 分 1 秒');
});

test('a state is said in Chinese where there is a word for it, and as it came where there is none', () => {
  const cloud = { system: 'acapy-cloud', kind: 'cloudRecord', category: 'credential', type: 'proofs', actor: { id: 'c1', name: 'Demo' } } as const;
  expect(said({ ...cloud, status: 'presentation-sent' })).toContain('与 Demo 的证明交换：证明已发送 |');
  expect(said({ ...cloud, status: 'some-new_state' })).toContain('与 Demo 的证明交换：some new state |');
  const venue = { system: 'doshii', kind: 'booking', category: 'order', actor: { id: '王芳', name: '王芳' } } as const;
  expect(said({ ...venue, status: 'waiting' })).toMatch(/^预订（等待执行） \|/);
  expect(said({ ...venue, status: 'on_hold' })).toMatch(/^预订（on hold） \|/);
});

test('a summary counts, and a reason is a sentence', () => {
  expect(sayDigest([['order', 2], ['chat', 1]], plain, CATALOGUES.zh, options)).toEqual({
    title: '3 个新事件',
    body: '新订单：蓝色马克杯。共 2 个订单和 1 条消息。',
  });
  expect(sayReason('refuted', CATALOGUES.zh, 'acapy-cloud')).toBe('未通知：你的 CloudAPI 没有这条记录。');
});

test('a connection that is away, and back, is called by its name', () => {
  const news = { category: 'system', account: '我的节点', since: NOON - HOUR } as const;
  expect(said({ ...news, kind: 'away' })).toBe('我的节点无法连接 | 从 11:00 起无法连接。Tradebell 会继续尝试，恢复后会告诉你。');
  expect(said({ ...news, kind: 'away', account: 'Shop', status: 'blocked' })).toBe(
    'Shop 需要你处理 | 从 11:00 起无法连接。Tradebell 无法自行连接。请打开“连接”查看原因。'
  );
  expect(said({ ...news, kind: 'back', status: '1200' })).toBe('我的节点已恢复连接 | 11:00 至 12:00 期间没有连接。期间错过 1,200 个事件，现已在收件箱中。');
  expect(said({ ...news, kind: 'back', status: '0' })).toContain('这段时间没有其他事件。');
  expect(said({ ...news, kind: 'away' }, { privacy: 'who' })).toMatch(/^一个连接无法连接 \|/);
});

test('what rings again says why, and how much time is left where its title does not', () => {
  const { delivery } = CATALOGUES.zh;
  const dispute = { kind: 'buyerDisputeTimeout', category: 'dispute', deadlineAt: NOON + 50 * HOUR } as const;
  const { left } = sayDeadline(dispute.deadlineAt, CATALOGUES.zh, options);
  const { title } = say({ ...plain, ...dispute }, CATALOGUES.zh, options);
  expect(delivery.reminder(title, left)).toBe('期限提醒：发起纠纷还剩 2 天：蓝色马克杯');
  expect(delivery.reminder('新订单', left)).toBe('还剩 2 天：新订单');
  expect(delivery.snoozed('新订单')).toBe('再次提醒：新订单');
  expect(sayHistory({ event: 'snoozed', note: String(NOON + HOUR), at: NOON }, CATALOGUES.zh, 'openbazaar', options)).toBe('到 13:00 再提醒');
  expect(sayReason('snoozed', CATALOGUES.zh, 'openbazaar')).toBe('再次通知：你让它到这时再提醒。');
});

test('quiet hours are said as a sentence, past midnight too', () => {
  const { hours } = CATALOGUES.zh.window.deliverySettings;
  const names = new Intl.ListFormat('zh', { type: 'conjunction' });
  const of = (days: QuietSpan['days'], from: string, to: string) => saySpan({ days, from, to }, hours, names, (time) => time);
  expect(of(['mon', 'tue', 'wed', 'thu', 'fri'], '22:00', '07:00')).toBe('周一至周五，22:00 至次日 07:00。');
  expect(of(['mon', 'wed', 'sun'], '12:00', '14:00')).toBe('周一、周三和周日，12:00 至 14:00。');
  expect(of(['sat', 'sun'], '00:00', '00:00')).toBe('周六和周日，全天。');
  expect(of(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], '08:00', '08:00')).toBe('每天，08:00 至次日 08:00。');
  expect(of([], '22:00', '07:00')).toBe('请至少选择一天，否则不会免打扰。');
});

test('until when it is quiet or snoozed stands with its day, as Chinese writes it', () => {
  const { quiet, marks } = CATALOGUES.zh.window;
  const dates = createDates('zh-CN', 'UTC');
  const tomorrow = moment(NOON + 24 * HOUR, NOON, quiet, dates);
  expect(quiet.snoozedUntil(tomorrow)).toBe('将于明天 12:00 再提醒');
  expect(quiet.why['quiet-hours'](dates.time(NOON + HOUR))).toBe('免打扰至 13:00。');
  expect(quiet.why['desktop-quiet'](tomorrow)).toBe('桌面在明天 12:00 之前处于“勿扰模式”。');
  expect(quiet.onDay(dates.day(NOON + 72 * HOUR, NOON), '14:05')).toMatch(/^\d+月\d+日星期[一二三四五六日] 14:05$/);
  expect(marks.sentences(quiet.why.paused(tomorrow), quiet.nothingRings)).toBe('已暂停至明天 12:00。不会发出通知；收件箱仍会接收。');
  expect(marks.sentences('最近 50 个事件', '不会标为已读。')).toBe('最近 50 个事件。不会标为已读。');
  expect(`新订单${marks.brackets('未读')}`).toBe('新订单（未读）');
});

test('what was pasted is named in one breath', () => {
  const { paste } = CATALOGUES.zh.window;
  const found = recognise('curl https://cloudapi.example.com -H "x-api-key: tenant.abcdefgh12345678"');
  if (found.ok !== 'one') throw new Error('It belongs to one system.');
  const pieces = sayPieces(found, paste);
  expect(paste.recognised(paste.systems[found.system], pieces)).toBe('已识别为 acapy-cloud：API 密钥、CloudAPI 地址。');
  expect(paste.needed('钱包 ID')).toBe('还需要：钱包 ID。');
});

test('alerts that are exported, kept and deleted are counted', () => {
  const { dataSettings, stories } = CATALOGUES.zh.window;
  expect([0, 1200].map(dataSettings.exporting)).toEqual(['正在导出…', '正在导出：已完成 1,200 条提醒']);
  expect(dataSettings.savedRows(3, '/家/提醒.csv')).toBe('已保存 3 条提醒：/家/提醒.csv');
  expect([30, 90, 365, 1095, 45].map(dataSettings.keeps.days)).toEqual(['一个月', '三个月', '一年', '三年', '45 天']);
  expect(dataSettings.keepAsk(90)).toBe('超过 90 天的提醒现在就会删除，以后也一样。此操作无法撤销。');
  expect(dataSettings.preview.from('0.1.0', '2025年3月3日 14:05')).toBe('由 Tradebell 0.1.0 保存于 2025年3月3日 14:05。目前还没有更改任何内容。');
  expect([stories.story.count(1, false), stories.story.count(50, true)]).toEqual(['1 个事件', '最近 50 个事件']);
});

test('the terminal is answered in Chinese, each explanation in the same column', () => {
  const words = CATALOGUES.zh.commandLine;
  const help = answerTo({ outcome: 'say', what: 'help' }, '0.1.0', words)?.text ?? '';
  const columns = help.split('\n').flatMap((line) => {
    const [before] = /^ {2}--\S+(?: <\S+>)? +/.exec(line) ?? [];
    // A Chinese character is as wide as two others in a terminal.
    return before === undefined ? [] : [before.length + (before.match(/\p{Script=Han}/gu)?.length ?? 0)];
  });
  expect(columns.length).toBe(6);
  expect(new Set(columns).size).toBe(1);
  expect(answerTo({ outcome: 'refuse', why: { code: 'unknown', flag: '--shwo' } }, '0.1.0', words)?.text).toBe(
    'Tradebell 不认识 --shwo。\ntradebell --help 会列出所有选项。'
  );
  expect(words['value-missing']('--data-dir')).toBe('--data-dir 后面需要一个文件夹。');
});
