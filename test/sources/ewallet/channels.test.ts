import { expect, test } from 'vitest';
import { settle } from '../../clock.ts';
import { CRASHED, FORBIDDEN, UNMATCHED, accounts, beginStay } from './channels-stay.ts';

const A = 'account:a';
const B = 'user:b';

test('frames are topic, event, a string as ref and empty data, and no others are sent than joins, leaves and heartbeats', async () => {
  const stay = beginStay([A]);
  stay.grant(A);
  await stay.clock.advance(25_000);
  stay.retopic([]);
  expect(stay.texts).toEqual([
    '{"topic":"account:a","event":"phx_join","ref":"1","data":{}}',
    '{"topic":"phoenix","event":"heartbeat","ref":"2","data":{}}',
    '{"topic":"account:a","event":"phx_leave","ref":"3","data":{}}',
  ]);
});

test('nothing is sent and no timer runs before the socket is open, nor after its end', async () => {
  const stay = beginStay([A], { closed: true });
  stay.channels.retopic();
  stay.channels.check();
  stay.channels.take({ type: 'reply', topic: A, ref: '1', ok: true });
  expect(stay.phases()).toEqual({ [A]: 'waiting' });
  expect([stay.texts.length, stay.clock.pending()]).toEqual([0, 0]);
  void stay.channels.open();
  stay.channels.end({});
  stay.channels.retopic();
  stay.channels.check();
  stay.channels.take({ type: 'reply', topic: A, ref: '1', ok: true });
  await stay.clock.advance(100_000);
  expect([stay.texts.length, stay.clock.pending(), stay.calls.settled]).toEqual([1, 0, 0]);
});

test('open settles when each topic was answered: let in, refused, unmatched or crashed', async () => {
  const topics = [A, B, 'user:c', 'wallet:d'];
  const stay = beginStay(topics);
  stay.grant(A);
  stay.refuse(B, FORBIDDEN);
  stay.refuse('user:c', CRASHED);
  await settle();
  expect(stay.calls.settled).toBe(0);
  stay.refuse('wallet:d', UNMATCHED);
  await settle();
  expect(stay.calls.settled).toBe(1);
  expect(stay.phases()).toEqual({ [A]: 'joined', [B]: 'denied', 'user:c': 'errored', 'wallet:d': 'invalid' });
});

test('open settles without topics, when a topic that it waits for is dropped, and when the stay ends', async () => {
  const none = beginStay([]);
  const dropped = beginStay([A]);
  dropped.retopic([]);
  const ended = beginStay([A]);
  ended.channels.end({});
  await settle();
  expect([none, dropped, ended].map(({ calls }) => calls.settled)).toEqual([1, 1, 1]);
});

test('open waits for a topic that came while it waited', async () => {
  const stay = beginStay([A]);
  stay.retopic([A, B]);
  stay.grant(A);
  await settle();
  expect(stay.calls.settled).toBe(0);
  stay.grant(B);
  await settle();
  expect(stay.calls.settled).toBe(1);
});

test('500 topics join in groups of 20: the next as answers come', () => {
  const topics = accounts(500);
  const stay = beginStay(topics);
  expect(stay.news()).toHaveLength(20);
  stay.grant('account:1', 'account:2', 'account:3');
  expect(stay.news()).toEqual(['join account:21', 'join account:22', 'join account:23']);
  expect(stay.phases()['account:500']).toBe('waiting');
  for (const topic of topics.slice(3)) stay.grant(topic);
  expect(Object.values(stay.phases()).every((phase) => phase === 'joined')).toBe(true);
  expect(stay.clock.pending()).toBe(1);
});

test('states stand in the order of the connection, whatever the order of answers', () => {
  const stay = beginStay([B, A, 'user:c']);
  stay.grant('user:c', A);
  stay.retopic(['user:c', B, A]);
  expect(stay.channels.states().map(({ topic }) => topic)).toEqual(['user:c', B, A]);
});

test('a join without an answer within 10 s is left, and tried again a second after that', async () => {
  const stay = beginStay([A]);
  await stay.clock.advance(9_999);
  expect(stay.news()).toEqual([`join ${A}`]);
  await stay.clock.advance(1);
  expect(stay.news()).toEqual([`leave ${A}`]);
  expect([stay.phases()[A], stay.calls.settled]).toEqual(['errored', 1]);
  stay.channels.take({ type: 'reply', topic: A, ref: stay.ref(A, 'phx_leave'), ok: false, error: UNMATCHED });
  expect(stay.retryIn(A)).toBe(1_000);
  await stay.clock.advance(1_000);
  expect(stay.news()).toEqual([`join ${A}`]);
});

test('an answer that comes after its limit is ignored, and so is what the leave closes', async () => {
  const stay = beginStay([A]);
  const first = stay.ref(A);
  await stay.clock.advance(10_000);
  stay.channels.take({ type: 'reply', topic: A, ref: first, ok: true });
  expect(stay.phases()[A]).toBe('errored');
  stay.left(A);
  await stay.clock.advance(1_000);
  stay.channels.take({ type: 'reply', topic: A, ref: first, ok: false, error: FORBIDDEN });
  stay.channels.take({ type: 'close', topic: A, ref: first });
  stay.channels.take({ type: 'error', topic: A, ref: first });
  expect(stay.phases()[A]).toBe('joining');
  stay.grant(A);
  expect(stay.phases()[A]).toBe('joined');
});

test('a crashed join is tried again after 1, 2, 5, 10 and then every 10 s', async () => {
  const stay = beginStay([A]);
  for (const wait of [1_000, 2_000, 5_000, 10_000, 10_000]) {
    stay.refuse(A, CRASHED);
    expect([stay.phases()[A], stay.retryIn(A)]).toEqual(['errored', wait]);
    stay.news();
    await stay.clock.advance(wait - 1);
    expect(stay.news().filter((text) => text.startsWith('join'))).toEqual([]);
    await stay.clock.advance(1);
    expect(stay.news().filter((text) => text.startsWith('join'))).toEqual([`join ${A}`]);
    if (stay.clock.elapsed() >= 25_000) stay.beat();
  }
});

test('a forbidden topic is asked for twice quickly, then every ten minutes, and joins when it may', async () => {
  const stay = beginStay([A]);
  const live = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 5_000) {
      await stay.clock.advance(Math.min(left, 5_000));
      if (stay.texts.some((text) => text.includes('heartbeat'))) stay.beat();
    }
  };
  for (const wait of [1_000, 5_000, 600_000, 600_000]) {
    stay.refuse(A);
    expect([stay.phases()[A], stay.retryIn(A)]).toEqual(['denied', wait]);
    await live(wait);
    expect(stay.phases()[A]).toBe('joining');
  }
  stay.grant(A);
  expect(stay.phases()[A]).toBe('joined');
  expect(stay.calls.rejoined).toBe(1);
  expect(stay.news().filter((text) => text.startsWith('join'))).toHaveLength(5);
});

test('a refusal may also come as phx_error with the ref of the join', () => {
  const stay = beginStay([A]);
  stay.channels.take({ type: 'error', topic: A, ref: stay.ref(A) });
  expect(stay.phases()[A]).toBe('denied');
});

test('a refusal without a reason, or with an unknown one, is a refusal like any other', () => {
  const stay = beginStay([A, B]);
  stay.channels.take({ type: 'reply', topic: A, ref: stay.ref(A), ok: false });
  stay.refuse(B, { code: 'websocket:connect_error', description: 'something new' });
  expect(stay.phases()).toEqual({ [A]: 'denied', [B]: 'denied' });
});

test('an unmatched topic is not asked for again in this stay, and once in the next', async () => {
  const stay = beginStay(['wallet:a']);
  stay.refuse('wallet:a', UNMATCHED);
  stay.news();
  expect(stay.clock.pending()).toBe(1);
  await stay.clock.advance(24_999);
  stay.channels.retopic();
  expect(stay.news()).toEqual([]);
  stay.channels.end({});
  expect(beginStay([], { clock: stay.clock, book: stay.book }).news()).toEqual(['join wallet:a']);
});

test('a wait for a forbidden topic outlasts the socket', async () => {
  const first = beginStay([A]);
  first.refuse(A);
  first.channels.end({ closeCode: 1000 });
  expect([first.phases()[A], first.retryIn(A)]).toEqual(['denied', 1_000]);
  const second = beginStay([], { clock: first.clock, book: first.book });
  await settle();
  expect([second.phases()[A], second.calls.settled, second.news().length]).toEqual(['denied', 1, 0]);
  await second.clock.advance(1_000);
  second.refuse(A);
  expect(second.retryIn(A)).toBe(5_000);
});

test.each(['error', 'close'] as const)('phx_%s with the ref of the living join ends the channel, and it is joined again', async (type) => {
  const stay = beginStay([A, B]);
  stay.grant(A, B);
  await settle();
  stay.channels.take({ type, topic: A, ref: stay.ref(A) });
  expect([stay.phases(), stay.retryIn(A)]).toEqual([{ [A]: 'errored', [B]: 'joined' }, 1_000]);
  await stay.clock.advance(1_000);
  stay.grant(A);
  expect([stay.phases()[A], stay.calls.rejoined]).toEqual(['joined', 1]);
});

test('a channel that dies after each join waits longer each time; one that lived for 30 s begins anew', async () => {
  const stay = beginStay([A]);
  stay.grant(A);
  for (const wait of [1_000, 2_000, 5_000]) {
    stay.channels.take({ type: 'error', topic: A, ref: stay.ref(A) });
    expect(stay.retryIn(A)).toBe(wait);
    await stay.clock.advance(wait);
    stay.grant(A);
  }
  await stay.clock.advance(17_000);
  stay.beat();
  await stay.clock.advance(13_000);
  stay.channels.take({ type: 'error', topic: A, ref: stay.ref(A) });
  expect(stay.retryIn(A)).toBe(1_000);
});

test('phx_close and phx_error of an earlier join leave the living channel alone', async () => {
  const stay = beginStay([A]);
  const old = stay.ref(A);
  stay.grant(A);
  stay.channels.take({ type: 'error', topic: A, ref: old });
  await stay.clock.advance(1_000);
  stay.grant(A);
  // Our join was a second one to the server: it lets it in, and closes the first.
  stay.channels.take({ type: 'close', topic: A, ref: old });
  stay.channels.take({ type: 'error', topic: A, ref: old });
  expect(stay.phases()[A]).toBe('joined');
});

test('signals about topics that were never wanted are ignored', () => {
  const stay = beginStay([A]);
  stay.channels.take({ type: 'reply', topic: B, ref: '1', ok: true });
  stay.channels.take({ type: 'close', topic: 'phoenix', ref: '1' });
  stay.channels.take({ type: 'error', topic: B, ref: '1' });
  expect(stay.phases()).toEqual({ [A]: 'joining' });
});

test('other topics: new ones are joined, dropped ones left, the rest untouched', () => {
  const stay = beginStay([A, B]);
  stay.grant(A, B);
  stay.news();
  stay.retopic([B, 'user:c']);
  expect(stay.news()).toEqual([`leave ${A}`, 'join user:c']);
  expect(stay.phases()).toEqual({ [B]: 'joined', 'user:c': 'joining', [A]: 'leaving' });
  stay.left(A);
  expect(stay.phases()).toEqual({ [B]: 'joined', 'user:c': 'joining' });
});

test('a leave needs reply and close, in any order, and is over after 10 s without them', async () => {
  for (const order of [['reply', 'close'], ['close', 'reply']] as const) {
    const stay = beginStay([A]);
    stay.grant(A);
    stay.retopic([]);
    for (const type of order) {
      expect(stay.phases()).toEqual({ [A]: 'leaving' });
      if (type === 'close') stay.channels.take({ type, topic: A, ref: stay.ref(A) });
      else stay.channels.take({ type, topic: A, ref: stay.ref(A, 'phx_leave'), ok: true });
    }
    expect(stay.phases()).toEqual({});
  }
  const stay = beginStay([A]);
  stay.grant(A);
  stay.retopic([]);
  await stay.clock.advance(10_000);
  expect([stay.phases(), stay.clock.pending()]).toEqual([{}, 1]);
});

test('while a topic is left, the phx_close of one of its earlier joins is not the end of it', async () => {
  const stay = beginStay([A]);
  const old = stay.ref(A);
  stay.grant(A);
  stay.channels.take({ type: 'error', topic: A, ref: old });
  await stay.clock.advance(1_000);
  stay.grant(A);
  stay.retopic([]);
  stay.channels.take({ type: 'close', topic: A, ref: old });
  stay.channels.take({ type: 'reply', topic: A, ref: stay.ref(A, 'phx_leave'), ok: true });
  expect(stay.phases()).toEqual({ [A]: 'leaving' });
});

test('a dropped topic whose channel dies before its leave was sent is done with', async () => {
  const topics = accounts(21);
  const stay = beginStay(topics);
  for (const topic of topics) stay.grant(topic);
  stay.retopic([]);
  expect(stay.phases()['account:21']).toBe('leaving');
  stay.channels.take({ type: 'error', topic: 'account:21', ref: stay.ref('account:21') });
  expect(stay.phases()['account:21']).toBeUndefined();
  for (const topic of topics.slice(0, 20)) stay.left(topic);
  expect([stay.phases(), stay.clock.pending()]).toEqual([{}, 1]);
});

test('a dropped topic that waited to be asked for again costs no timer any more', () => {
  const stay = beginStay([A, B]);
  stay.refuse(A);
  stay.refuse(B, CRASHED);
  expect(stay.clock.pending()).toBe(2);
  stay.retopic([]);
  expect([stay.phases(), stay.clock.pending()]).toEqual([{}, 1]);
});

test('a topic dropped while it joins is left at once, and its answer changes nothing', () => {
  const stay = beginStay([A]);
  stay.retopic([]);
  expect(stay.news()).toEqual([`join ${A}`, `leave ${A}`]);
  stay.grant(A);
  stay.channels.take({ type: 'close', topic: A, ref: stay.ref(A) });
  expect(stay.phases()).toEqual({ [A]: 'leaving' });
  stay.channels.take({ type: 'reply', topic: A, ref: stay.ref(A, 'phx_leave'), ok: true });
  expect(stay.phases()).toEqual({});
});

test('a topic that is dropped and chosen again after its join had no answer is joined as soon as it is left', async () => {
  const stay = beginStay([A]);
  await stay.clock.advance(10_000);
  stay.retopic([]);
  stay.retopic([A]);
  stay.news();
  stay.left(A);
  expect(stay.news()).toEqual([`join ${A}`]);
});

test('a topic wanted again while it is left is joined once the leave is over', () => {
  const stay = beginStay([A]);
  stay.grant(A);
  stay.retopic([]);
  stay.retopic([A]);
  expect([stay.news(), stay.phases()]).toEqual([[`join ${A}`, `leave ${A}`], { [A]: 'leaving' }]);
  stay.left(A);
  expect([stay.news(), stay.phases()]).toEqual([[`join ${A}`], { [A]: 'joining' }]);
});

test('a topic dropped and wanted again before its leave was sent stays joined', () => {
  const topics = accounts(40);
  const stay = beginStay(topics);
  for (const topic of topics) stay.grant(topic);
  stay.news();
  stay.retopic([]);
  expect(stay.news()).toHaveLength(20);
  stay.retopic(topics);
  for (const topic of topics.slice(0, 20)) stay.left(topic);
  for (const topic of topics.slice(0, 20)) stay.grant(topic);
  expect(Object.values(stay.phases()).every((phase) => phase === 'joined')).toBe(true);
  expect(stay.news()).toEqual(topics.slice(0, 20).map((topic) => `join ${topic}`));
});

test('dropped and wanted again, a refused topic is asked for at once, even where both came together', () => {
  const stay = beginStay([A]);
  stay.refuse(A);
  stay.news();
  stay.book.set([]);
  stay.retopic([A]);
  expect([stay.news(), stay.phases()[A]]).toEqual([[`join ${A}`], 'joining']);
});

test('what was joined again is told once, when all have their answers', async () => {
  const topics = accounts(50);
  const stay = beginStay(topics);
  for (const topic of topics) stay.grant(topic);
  await settle();
  expect(stay.calls.rejoined).toBe(0);
  for (const topic of topics) stay.channels.take({ type: 'error', topic, ref: stay.ref(topic) });
  await stay.clock.advance(1_000);
  for (const topic of topics.slice(0, 49)) stay.grant(topic);
  expect(stay.calls.rejoined).toBe(0);
  stay.grant('account:50');
  expect(stay.calls.rejoined).toBe(1);
});

test('one topic without an answer keeps what the others missed waiting for 10 s at most', async () => {
  const stay = beginStay([A, B]);
  stay.grant(A, B);
  await settle();
  for (const topic of [A, B]) stay.channels.take({ type: 'error', topic, ref: stay.ref(topic) });
  await stay.clock.advance(1_000);
  stay.grant(A);
  await stay.clock.advance(9_999);
  expect(stay.calls.rejoined).toBe(0);
  await stay.clock.advance(1);
  expect(stay.calls.rejoined).toBe(1);
});

test('a topic that came later is told as joined again: what it carried before is to be asked for', async () => {
  const stay = beginStay([A]);
  stay.grant(A);
  await settle();
  stay.retopic([A, B]);
  stay.grant(B);
  expect(stay.calls.rejoined).toBe(1);
});

test('an idle connection costs one timer, with refused topics one more, after its end none', async () => {
  const topics = accounts(100);
  const stay = beginStay(topics);
  for (const topic of topics.slice(0, 90)) stay.grant(topic);
  for (const topic of topics.slice(90)) stay.refuse(topic);
  expect(stay.clock.pending()).toBe(2);
  await stay.clock.advance(1_000);
  for (const topic of topics.slice(90)) stay.grant(topic);
  expect(stay.clock.pending()).toBe(1);
  stay.channels.end({});
  expect(stay.clock.pending()).toBe(0);
});

test('the heartbeat runs by the same refs, and its silence is the end of the socket', async () => {
  const stay = beginStay([A]);
  stay.grant(A);
  await stay.clock.advance(25_000);
  stay.beat();
  expect(stay.calls.alive).toBe(1);
  stay.channels.check();
  await stay.clock.advance(10_000);
  expect(stay.troubles.map(({ code }) => code)).toEqual(['silent']);
});

test('each change is told', () => {
  const stay = beginStay([A]);
  const before = stay.calls.changed;
  stay.grant(A);
  expect(stay.calls.changed).toBeGreaterThan(before);
});
