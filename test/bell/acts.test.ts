import { describe, expect, onTestFinished, test } from 'vitest';
import { createBell, type BellDeps } from '../../src/bell.ts';
import { JournalError, type Journal } from '../../src/journal/journal.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Alert, FinalVerb } from '../../src/shared/alert.ts';
import { merge } from '../../src/shared/merge.ts';
import { NOON, settle, testClock } from '../clock.ts';
import { aRequest, createPurse, decided, IDENTITY } from './purse.ts';
import { createScreen } from './screen.ts';

const SUBJECT = 'consumption:txc_1';
const MINUTE = 60_000;

interface Steered extends Partial<Omit<BellDeps, 'journal'>> {
  held?: Alert;
  journal?: (real: Journal) => Partial<Journal>;
}

/** A bell over one request that is journaled as entry 1, at a server that can be steered. */
async function setUp({ held = aRequest(), journal: over = () => ({}), ...more }: Steered = {}) {
  const clock = testClock();
  const screen = createScreen();
  const purse = createPurse();
  const real = openJournal({ file: ':memory:', merge, searchText: () => '', clock });
  const journal: Journal = { ...real, ...over(real) };
  const opened: unknown[] = [];
  let tokens = 0;
  const bell = createBell({
    journal,
    notifier: screen,
    clock,
    words: {
      alert: (alert) => ({ title: alert.kind, body: '' }),
      digest: (digest) => ({ title: `${digest.size()} things`, body: '' }),
      actions: (alert) => alert.actions.map((key) => ({ key, label: key })),
    },
    picture: () => Promise.resolve(undefined),
    sound: () => 'desktop',
    rules: () => ({ app: {}, connection: {}, quiet: undefined }),
    open: (id, { ask, reply }) => opened.push({ id, ask, reply }),
    act: purse.act,
    reread: purse.reread,
    newToken: () => `token ${++tokens}`,
    wereRead: () => {},
    diskTrouble: () => {},
    ...more,
  });
  onTestFinished(async () => {
    await bell.close();
    await real.close();
  });
  const deliver = (...alerts: Alert[]) => bell.deliver({ identity: IDENTITY, items: alerts.map((alert) => ({ type: 'alert', alert })) });
  await deliver(held);
  await bell.settled();
  const ask = async (verb: FinalVerb = 'approve') => {
    const asked = await bell.question(1, verb);
    if (!asked.ok) throw new Error(`no question: ${asked.trouble.code}`);
    return asked.question;
  };
  const yes = (question: { token: string; verb: FinalVerb }) => bell.act(1, question.verb, { question: question.token });
  const outcome = () => journal.intent(IDENTITY, SUBJECT)?.outcome;
  return { bell, journal, clock, screen, purse, opened, deliver, ask, yes, outcome };
}
/** Something that lasts until it is let go. */
function aPause(): { at: Promise<void>; release(): void } {
  let release = (): void => {};
  const at = new Promise<void>((resolve) => (release = resolve));
  return { at, release: () => release() };
}

const trouble = (code: string) => ({ ok: false, trouble: { code } });

describe('a question', () => {
  test('shows the request as the server has it now', async () => {
    const { purse, ask } = await setUp();
    purse.now = aRequest({ amount: { value: '9900', unit: 'ABC', divisibility: 2 }, actor: { id: 'usr_3', name: 'Mara' } });
    expect(await ask()).toMatchObject({ reread: true, verb: 'approve', alert: { amount: { value: '9900' }, actor: { name: 'Mara' } } });
  });
  test('of a server that cannot be asked shows the request as it came, and says so', async () => {
    const { purse, ask } = await setUp();
    purse.answers = 'never';
    expect(await ask()).toMatchObject({ reread: false, alert: { amount: { value: '1250' } } });
  });
  test('is not put while the server that could be asked does not answer', async () => {
    const { bell, purse } = await setUp();
    purse.answers = 'unreachable';
    expect(await bell.question(1, 'approve')).toEqual(trouble('timeout'));
  });
  test('is not put about what the alert does not offer, or about nothing', async () => {
    const { bell, purse } = await setUp();
    expect(await bell.question(1, 'cancel')).toEqual(trouble('not-offered'));
    expect(await bell.question(7, 'approve')).toEqual(trouble('not-offered'));
    expect(purse.rereads).toBe(0);
  });
  test('is not put about what was decided elsewhere', async () => {
    const { bell, purse } = await setUp();
    purse.now = aRequest(decided('rejected'));
    expect(await bell.question(1, 'approve')).toEqual(trouble('decided-already'));
  });
  test('about a request whose time is over needs the server’s word', async () => {
    const { bell, purse, clock, ask } = await setUp();
    await clock.advance(61 * MINUTE);
    expect(await ask()).toMatchObject({ reread: true });
    purse.answers = 'never';
    expect(await bell.question(1, 'approve')).toEqual(trouble('not-offered'));
  });
  test('is not put about another subject than the alert’s, whatever the server answers', async () => {
    const { bell, purse } = await setUp();
    purse.now = aRequest({ subject: { type: 'consumption', id: 'txc_9' } });
    expect(await bell.question(1, 'approve')).toEqual(trouble('changed-meanwhile'));
  });
});

describe('a yes', () => {
  test('is noted, done, noted as done, and the alert is read', async () => {
    const { bell, journal, screen, purse, ask, yes, outcome } = await setUp();
    expect(screen.on.size).toBe(1);
    expect(await yes(await ask())).toEqual({ ok: true });
    expect(purse.acts).toEqual(['approve']);
    expect(outcome()).toBe('done');
    expect(journal.entry(1)?.alert.read).toBe(true);
    expect(journal.history(1).filter(({ event }) => event === 'acted')).toMatchObject([{ note: 'approve' }]);
    expect(screen.on.size).toBe(0);
    expect(await bell.question(1, 'approve')).toEqual(trouble('decided-already'));
  });
  test('is sent with the request as it was just re-read, received when it first came', async () => {
    const sent: Alert[] = [];
    const { purse, ask, yes } = await setUp({
      async act(alert) {
        sent.push(alert);
        return { ok: true };
      },
    });
    purse.now = aRequest({ reference: 'Order 7', receivedAt: NOON + MINUTE });
    await yes(await ask());
    expect(sent).toMatchObject([{ reference: 'Order 7', receivedAt: NOON }]);
  });
  test.each([undefined, 'made up', ''])('without a question (%s) does nothing', async (question) => {
    const { bell, purse, ask, outcome } = await setUp();
    await ask();
    expect(await bell.act(1, 'approve', { question })).toEqual(trouble('asked-too-long-ago'));
    expect([purse.acts, outcome()]).toEqual([[], undefined]);
  });
  test('to another verb or another alert than was asked about does nothing', async () => {
    const { bell, purse, deliver, ask } = await setUp();
    await deliver(aRequest({ key: 'other', subject: { type: 'consumption', id: 'txc_2' } }));
    const { token } = await ask('approve');
    expect(await bell.act(1, 'reject', { question: token })).toEqual(trouble('asked-too-long-ago'));
    expect(await bell.act(2, 'approve', { question: token })).toEqual(trouble('asked-too-long-ago'));
    expect(purse.acts).toEqual([]);
  });
  test('to an earlier question than the newest does nothing', async () => {
    const { purse, ask, yes } = await setUp();
    const [first, second] = [await ask('approve'), await ask('reject')];
    expect(await yes(first)).toEqual(trouble('asked-too-long-ago'));
    expect(await yes(second)).toEqual({ ok: true });
    expect(purse.acts).toEqual(['reject']);
  });
  test('after more than five minutes does nothing', async () => {
    const { clock, purse, ask, yes } = await setUp();
    const question = await ask();
    await clock.advance(5 * MINUTE + 1);
    expect(await yes(question)).toEqual(trouble('asked-too-long-ago'));
    expect(purse.acts).toEqual([]);
  });
  test('after the machine slept for longer, or with the clock set back, does nothing either', async () => {
    for (const jump of [6 * MINUTE, -60 * MINUTE]) {
      const { clock, purse, ask, yes } = await setUp();
      const question = await ask();
      clock.jump(jump);
      await clock.advance(jump > 0 ? 0 : 6 * MINUTE);
      expect(await yes(question)).toEqual(trouble('asked-too-long-ago'));
      expect(purse.acts).toEqual([]);
    }
  });
  test.each<[string, Partial<Alert>]>([
    ['amount', { amount: { value: '1251', unit: 'ABC', divisibility: 2 } }],
    ['token', { amount: { value: '1250', unit: 'ABD', divisibility: 2 } }],
    ['subunits', { amount: { value: '1250', unit: 'ABC', divisibility: 1 } }],
    ['exchange', { exchanged: { value: '3', unit: 'XYZ' } }],
    ['counterparty', { actor: { id: 'usr_9', name: 'Lena' } }],
    ['direction', { direction: 'out' }],
  ])('to something whose %s is another by now does nothing', async (_what, differs) => {
    const { purse, ask, yes, outcome } = await setUp();
    const question = await ask();
    purse.now = aRequest(differs);
    expect(await yes(question)).toEqual(trouble('changed-meanwhile'));
    expect([purse.acts, outcome()]).toEqual([[], undefined]);
  });
  test('to a new name of the same counterparty is a yes', async () => {
    const { purse, ask, yes } = await setUp();
    const question = await ask();
    purse.now = aRequest({ actor: { id: 'usr_2', name: 'Lena B.' } });
    expect(await yes(question)).toEqual({ ok: true });
  });
  test('to what somebody else decided meanwhile does nothing, whether the server is asked or has told', async () => {
    for (const told of [false, true]) {
      const { bell, purse, ask, yes, outcome } = await setUp();
      const question = await ask();
      if (told) await bell.deliver({ identity: IDENTITY, items: [{ type: 'amend', key: aRequest().key, amendment: decided('rejected') }] });
      else purse.now = aRequest(decided('rejected'));
      expect(await yes(question)).toEqual(trouble('decided-already'));
      expect([purse.acts, outcome()]).toEqual([[], undefined]);
    }
  });
  test('after the time is over, to a server that cannot be asked, does nothing', async () => {
    const { clock, purse, ask, yes } = await setUp({ held: aRequest({ deadlineAt: NOON + MINUTE }) });
    purse.answers = 'never';
    const question = await ask();
    await clock.advance(MINUTE);
    expect(await yes(question)).toEqual(trouble('not-offered'));
    expect(purse.acts).toEqual([]);
  });
  test('that cannot be noted first does nothing', async () => {
    const { purse, ask, yes } = await setUp({ journal: () => ({ intend: () => Promise.reject(new JournalError('full')) }) });
    expect(await yes(await ask())).toMatchObject(trouble('not-noted'));
    expect(purse.acts).toEqual([]);
  });
});

describe('once', () => {
  test('a double click is one yes, with one result', async () => {
    const { purse, journal, ask, yes } = await setUp();
    const question = await ask();
    expect(await Promise.all([yes(question), yes(question)])).toEqual([{ ok: true }, { ok: true }]);
    expect(purse.acts).toEqual(['approve']);
    expect(journal.history(1).filter(({ event }) => event === 'acted')).toHaveLength(1);
    expect(await yes(question)).toEqual(trouble('decided-already'));
  });
  test('of two windows with a question each, the newer one counts', async () => {
    const { purse, ask, yes } = await setUp();
    const [first, second] = [await ask('approve'), await ask('approve')];
    expect(await Promise.all([yes(first), yes(second)])).toEqual([trouble('asked-too-long-ago'), { ok: true }]);
    expect(purse.acts).toEqual(['approve']);
  });
  test('while one yes is on its way, nothing else is asked or done about it', async () => {
    const { bell, purse, ask, yes } = await setUp();
    const going = yes(await ask('approve'));
    expect(await bell.question(1, 'reject')).toEqual(trouble('decided-already'));
    expect(await bell.act(1, 'approve', { question: 'token 2' })).toEqual(trouble('decided-already'));
    expect(await going).toEqual({ ok: true });
    expect(purse.acts).toEqual(['approve']);
  });
  test('two alerts about one subject are one thing', async () => {
    const { bell, purse, deliver, ask, yes } = await setUp();
    await deliver(aRequest({ key: 'again' }));
    expect(await yes(await ask())).toEqual({ ok: true });
    expect(await bell.question(2, 'approve')).toEqual(trouble('decided-already'));
    expect(purse.acts).toEqual(['approve']);
  });
  test('what the server refused may be asked about again', async () => {
    const { purse, ask, yes, outcome } = await setUp();
    purse.takes = 'refused';
    expect(await yes(await ask())).toEqual({ ok: false, trouble: { code: 'refused-by-server', detail: 'insufficient funds' } });
    expect(outcome()).toBe('refused');
    purse.takes = 'done';
    expect(await yes(await ask())).toEqual({ ok: true });
    expect([purse.acts, outcome()]).toEqual([['approve', 'approve'], 'done']);
  });
});

test('a refusal that the disk does not take forbids the next yes until it is written', async () => {
  let full = true;
  const { clock, purse, ask, yes } = await setUp({
    journal: (real) => ({ intentDone: (...end) => (full ? Promise.reject(new JournalError('full')) : real.intentDone(...end)) }),
  });
  purse.takes = 'refused';
  await yes(await ask());
  purse.takes = 'done';
  expect(await yes(await ask())).toMatchObject(trouble('not-noted'));
  full = false;
  await clock.advance(5_000);
  expect(await yes(await ask())).toEqual({ ok: true });
  expect(purse.acts).toEqual(['approve', 'approve']);
});

test('an intent that another window’s journal write was quicker with stands', async () => {
  const { journal, purse, ask, yes } = await setUp();
  const question = await ask();
  const going = yes(question);
  await journal.intend(IDENTITY, SUBJECT, 'reject', NOON);
  expect(await going).toMatchObject(trouble('outcome-unknown'));
  expect(purse.acts).toEqual([]);
});

test('what is decided here while the server is asked is decided, whatever the server answers', async () => {
  const settled = { identity: IDENTITY, items: [{ type: 'amend' as const, key: aRequest().key, amendment: decided('cancelled') }] };
  const { at: slow, release } = aPause();
  let asked = 0;
  const { bell, purse, ask, yes } = await setUp({
    async reread(alert) {
      if (++asked === 2) await slow;
      return { ok: true, alert };
    },
  });
  const going = yes(await ask());
  await bell.deliver(settled);
  release();
  expect(await going).toEqual(trouble('decided-already'));
  expect(purse.acts).toEqual([]);
});

test('a question that was on its way while another was answered is not put', async () => {
  const { at: slow, release } = aPause();
  let asked = 0;
  const { bell, purse, ask, yes } = await setUp({
    async reread(alert) {
      if (++asked === 2) await slow;
      return { ok: true, alert };
    },
  });
  const question = await ask();
  const late = bell.question(1, 'reject');
  expect(await yes(question)).toEqual({ ok: true });
  release();
  expect(await late).toEqual(trouble('decided-already'));
  expect(purse.acts).toEqual(['approve']);
});

describe('an answer that is lost', () => {
  test('is made up for by asking once how it stands', async () => {
    const { purse, ask, yes, outcome } = await setUp();
    const question = await ask();
    purse.takes = 'answer-lost';
    expect(await yes(question)).toEqual({ ok: true });
    expect([purse.acts, purse.rereads, outcome()]).toEqual([['approve'], 3, 'done']);
  });
  test.each(['never', 'unreachable'] as const)('of a server that answers %s is said to be unknown, and nothing is sent again', async (answers) => {
    const { bell, purse, ask, yes, outcome } = await setUp({
      act: async () => {
        purse.acts.push('approve');
        purse.answers = answers;
        return { ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' };
      },
    });
    expect(await yes(await ask())).toMatchObject(trouble('outcome-unknown'));
    expect(outcome()).toBe('unknown');
    purse.answers = 'yes';
    expect(await bell.question(1, 'approve')).toEqual(trouble('outcome-unknown'));
    expect(await bell.question(1, 'reject')).toEqual(trouble('outcome-unknown'));
    expect(purse.acts).toEqual(['approve']);
  });
  test('while the request still waits is unknown: it may be on its way', async () => {
    const { purse, ask, yes, outcome } = await setUp();
    purse.takes = 'lost';
    expect(await yes(await ask())).toMatchObject(trouble('outcome-unknown'));
    expect(outcome()).toBe('unknown');
  });
  test.each(['failed', 'expired'])('to what turns out to have %s is settled, and not called a success', async (status) => {
    const { purse, ask, yes, outcome } = await setUp({
      act: async () => {
        purse.now = aRequest(decided(status));
        return { ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' };
      },
    });
    expect(await yes(await ask())).toEqual({ ok: false, trouble: { code: 'refused-by-server', detail: status } });
    expect(outcome()).toBe('done');
  });
  test('to what turns out to be decided otherwise stays unknown', async () => {
    const { purse, ask, yes, outcome } = await setUp({
      act: async () => {
        purse.now = aRequest(decided('rejected'));
        return { ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' };
      },
    });
    expect(await yes(await ask())).toMatchObject(trouble('outcome-unknown'));
    expect(outcome()).toBe('unknown');
  });
  test('is known once the server tells of the end, in whatever alert', async () => {
    for (const told of ['amended', 'another alert'] as const) {
      const { bell, purse, deliver, ask, yes, outcome } = await setUp();
      purse.takes = 'lost';
      await yes(await ask());
      if (told === 'amended') await bell.deliver({ identity: IDENTITY, items: [{ type: 'amend', key: aRequest().key, amendment: decided('confirmed') }] });
      else await deliver(aRequest({ key: 'finalized', kind: 'consumptionFinalized', ...decided('confirmed') }));
      await bell.settled();
      expect(outcome()).toBe('done');
    }
  });
  test('an action that fails by a fault of ours counts as sent', async () => {
    const { bell, ask, yes, outcome } = await setUp({ act: () => Promise.reject(new TypeError('a bug')) });
    expect(await yes(await ask())).toMatchObject(trouble('outcome-unknown'));
    expect(outcome()).toBe('unknown');
    expect(bell.intent(aRequest())?.outcome).toBe('unknown');
  });
});

test('what the last run left open is unknown at the start of the next, and not sent again', async () => {
  const { bell, journal, purse } = await setUp();
  await journal.intend(IDENTITY, SUBJECT, 'approve', NOON);
  await bell.takeUp();
  expect(bell.intent(aRequest())).toEqual({ verb: 'approve', at: NOON, outcome: 'unknown' });
  expect(await bell.question(1, 'approve')).toEqual(trouble('outcome-unknown'));
  expect(purse.acts).toEqual([]);
});

test('a start with a full disk doubts what was left open all the same', async () => {
  const { bell, journal } = await setUp({ journal: () => ({ doubtOpenIntents: () => Promise.reject(new JournalError('full')) }) });
  await journal.intend(IDENTITY, SUBJECT, 'approve', NOON);
  await bell.takeUp();
  expect(bell.intent(aRequest())?.outcome).toBe('unknown');
  expect(await bell.question(1, 'approve')).toEqual(trouble('outcome-unknown'));
});

test('an outcome that the disk does not take is known here, and written later', async () => {
  let full = true;
  const ended: string[] = [];
  const { bell, clock, ask, yes } = await setUp({
    journal: () => ({
      async intentDone(_identity, _subject, outcome) {
        if (full) throw new JournalError('full');
        ended.push(outcome);
      },
    }),
  });
  expect(await yes(await ask())).toEqual({ ok: true });
  expect(bell.intent(aRequest())?.outcome).toBe('done');
  await clock.advance(5_000);
  full = false;
  await clock.advance(5_000);
  expect(ended).toEqual(['done']);
  expect(clock.pending()).toBe(0);
});

describe('a notification', () => {
  test('never does what is final: its button opens the window with the question', async () => {
    const { screen, opened, purse } = await setUp();
    screen.emit({ type: 'activated', id: 'alert:1', action: 'approve' });
    await settle();
    expect(opened).toEqual([{ id: 1, ask: 'approve', reply: undefined }]);
    expect([purse.acts, purse.rereads]).toEqual([[], 0]);
  });
  const settledAt: Parameters<Awaited<ReturnType<typeof setUp>>['bell']['deliver']>[0] = {
    identity: IDENTITY,
    items: [
      { type: 'amend', key: aRequest().key, amendment: decided('rejected') },
      { type: 'read', key: aRequest().key },
    ],
  };
  test('leaves the screen when its request is settled', async () => {
    const { bell, screen } = await setUp();
    expect(screen.on.size).toBe(1);
    await bell.deliver(settledAt);
    expect(screen.on.size).toBe(0);
  });
  test('of a request that was settled before its turn came is not shown', async () => {
    const { bell, screen, deliver } = await setUp({ held: aRequest({ key: 'other', subject: { type: 'consumption', id: 'txc_2' } }) });
    const coming = deliver(aRequest());
    await bell.deliver(settledAt);
    await coming;
    await bell.settled();
    expect(screen.shown).toHaveLength(1);
  });
  test('of a request that comes with its end is not shown, alone or in a digest', async () => {
    for (const road of ['live', 'catch-up'] as const) {
      const { bell, clock, screen } = await setUp({ held: aRequest({ key: 'other', read: true }) });
      await bell.deliver({ ...settledAt, items: [{ type: 'alert', alert: aRequest({ road }) }, ...settledAt.items] });
      await clock.advance(MINUTE);
      await bell.settled();
      expect(screen.shown).toEqual([]);
    }
  });
  test('of a digest goes with the last request in it that is settled', async () => {
    const { bell, clock, screen } = await setUp({ held: aRequest({ road: 'catch-up' }) });
    await clock.advance(1_000);
    expect([...screen.on.keys()]).toEqual(['digest']);
    await bell.deliver(settledAt);
    expect(screen.on.size).toBe(0);
  });
});

test('what ends a request comes after the request, also where that waits for the disk with a watermark', async () => {
  const gate = aPause();
  const written: string[] = [];
  const slow = (real: Journal): Partial<Journal> => ({
    async write(batch) {
      const [first] = batch.items;
      const name = first?.type === 'alert' ? first.alert.key : (first?.type ?? 'nothing');
      written.push(name);
      if (name === 'slow') await gate.at;
      return real.write(batch);
    },
  });
  const { bell, journal, screen } = await setUp({ journal: slow, held: aRequest({ key: 'held' }) });
  const before = written.length;
  const batch = { identity: IDENTITY };
  const request = aRequest({ key: 'late', subject: { type: 'consumption', id: 'txc_2' } });
  const delivered = [
    bell.deliver({ ...batch, items: [{ type: 'alert', alert: aRequest({ key: 'slow', subject: { type: 'consumption', id: 'txc_3' } }) }] }),
    bell.deliver({ ...batch, items: [{ type: 'alert', alert: request }], watermarks: { passes: '1' } }),
    bell.deliver({ ...batch, items: [{ type: 'amend', key: 'late', amendment: { status: 'rejected', actions: [] } }, { type: 'read', key: 'late' }] }),
  ];
  await settle();
  gate.release();
  await Promise.all(delivered);
  await bell.settled();
  expect(written.slice(before)).toEqual(['slow', 'late', 'amend']);
  expect(journal.entryByKey(IDENTITY, 'late')?.alert).toMatchObject({ status: 'rejected', actions: [], read: true });
  expect(screen.on.size).toBe(2);
});

test('a request that is settled while the disk takes nothing leaves the screen, and one that was settled already never comes', async () => {
  let full = false;
  const { bell, screen, clock } = await setUp({
    journal: (real) => ({ write: (batch) => (full ? Promise.reject(new JournalError('full')) : real.write(batch)) }),
  });
  expect([...screen.on.keys()]).toEqual(['alert:1']);
  full = true;
  const end = (alert: Alert): Promise<void> => {
    const { key, subject } = alert;
    const final = aRequest({ key: `end of ${key}`, kind: 'consumptionFinalized', status: 'rejected', actions: [], own: true, ...(subject && { subject }) });
    return bell.deliver({
      identity: IDENTITY,
      items: [
        { type: 'alert', alert },
        { type: 'alert', alert: final },
        { type: 'amend', key, amendment: { status: 'rejected', actions: [] } },
        { type: 'read', key },
      ],
    });
  };
  const ends = [end(aRequest()), end(aRequest({ key: 'at once', subject: { type: 'consumption', id: 'txc_2' } }))];
  await bell.settled();
  expect([...screen.on.keys()]).toEqual([]);
  full = false;
  await clock.advance(5_000);
  await Promise.all(ends);
  await bell.settled();
  expect([...screen.on.keys()]).toEqual([]);
  expect(screen.shown).toHaveLength(1);
});
