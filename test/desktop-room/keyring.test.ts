import { Variant } from '@jellybrick/dbus-next';
import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../src/desktop/bus.ts';
import { secretServiceKeyring } from '../../src/desktop/keyring.ts';
import { startBus } from '../desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';
import { NO_ANSWER, Refusal, serve } from '../desktop/service.ts';
import { eventually, settle, testClock } from '../clock.ts';

const NAME = 'org.freedesktop.secrets';
const PATH = '/org/freedesktop/secrets';
const LOGIN = `${PATH}/collection/login`;
const PROMPT = `${PATH}/prompt/1`;
const COLLECTION = 'org.freedesktop.Secret.Collection';

/** A Secret Service whose person sits in the test. */
async function scene({ collection = true }: { collection?: boolean } = {}) {
  const daemon = await startBus();
  const connection = await daemon.connect();
  const clock = testClock();
  const bus = openBus({ address: daemon.address, clock });
  const calls = createRecord<string>('call', (call) => call);
  const state = { there: collection, locked: true, hangs: false };
  serve(connection, {
    path: PATH,
    iface: 'org.freedesktop.Secret.Service',
    methods: {
      ReadAlias: ['o', () => (state.hangs ? NO_ANSWER : [state.there ? LOGIN : '/'])],
      Unlock: ['aoo', () => (state.locked ? [[], PROMPT] : [[LOGIN], '/'])],
      CreateCollection: [
        'oo',
        ([, alias]) => {
          calls.add(`create ${String(alias)}`);
          return ['/', PROMPT];
        },
      ],
    },
  });
  const changed = serve(connection, { path: LOGIN, iface: COLLECTION, properties: () => ({ Locked: new Variant('b', state.locked) }) });
  const prompted = serve(connection, {
    path: PROMPT,
    iface: 'org.freedesktop.Secret.Prompt',
    methods: {
      Prompt: [
        '',
        () => {
          calls.add('prompt');
          return [];
        },
      ],
    },
  });
  await connection.bus.requestName(NAME, 0);
  const keyring = secretServiceKeyring({ bus, log: () => undefined });
  onTestFinished(async () => {
    bus.close();
    await daemon.stop();
    expect(clock.pending()).toBe(0);
  });
  return {
    keyring,
    state,
    clock,
    calls,
    connection,
    changed,
    answer(unlocked: boolean) {
      state.locked = !unlocked;
      state.there = state.there || unlocked;
      prompted('Completed', 'bv', !unlocked, new Variant('s', ''));
    },
  };
}

test('a keyring is locked or unlocked as its default collection says', async () => {
  const { keyring, state } = await scene();
  expect(await keyring.state()).toBe('locked');
  state.locked = false;
  expect(await keyring.state()).toBe('unlocked');
});

test('without the service there is none, and one that hangs counts as none within two seconds', async () => {
  const { keyring, state, clock, connection } = await scene();
  state.hangs = true;
  const asked = keyring.state();
  while (clock.pending() === 0) await settle();
  await settle();
  await clock.advance(2_000);
  expect(await asked).toBe('absent');
  await connection.bus.releaseName(NAME);
  expect(await keyring.state()).toBe('absent');
});

test('unlocking shows one prompt however often it is asked for, and waits for the person', async () => {
  const { keyring, calls, clock, answer } = await scene();
  const both = Promise.all([keyring.unlock(), keyring.unlock()]);
  await calls.find((call) => call === 'prompt');
  // That it is shown was answered; the call for it has a limit.
  await eventually(() => clock.pending() === 0);
  await clock.advance(60_000); // as long as the person likes
  answer(true);
  expect(await both).toEqual([true, true]);
  expect(calls.all).toEqual(['prompt']);
});

test('a dismissed prompt leaves it locked, and it can be tried again', async () => {
  const { keyring, calls, answer } = await scene();
  const first = keyring.unlock();
  await calls.next();
  answer(false);
  expect(await first).toBe(false);
  const second = keyring.unlock();
  await calls.next();
  answer(true);
  expect(await second).toBe(true);
});

test('an unlocked keyring is unlocked without a prompt', async () => {
  const { keyring, state, calls } = await scene();
  state.locked = false;
  expect(await keyring.unlock()).toBe(true);
  expect(calls.all).toEqual([]);
});

test('where no keyring was made yet, it is asked for before safeStorage would', async () => {
  const { keyring, calls, answer } = await scene({ collection: false });
  expect(await keyring.state()).toBe('locked');
  const made = keyring.unlock();
  await calls.find((call) => call === 'prompt');
  answer(true);
  expect(await made).toBe(true);
  expect(calls.all).toEqual(['create default', 'prompt']);
});

test('a service that goes away while its prompt is open ends the waiting', async () => {
  const { keyring, calls, connection } = await scene();
  const unlocking = keyring.unlock();
  await calls.find((call) => call === 'prompt');
  await connection.bus.releaseName(NAME);
  expect(await unlocking).toBe(false);
});

test('a service that refuses is said not to be unlocked', async () => {
  const { keyring, state } = await scene();
  Object.defineProperty(state, 'locked', {
    get() {
      throw new Refusal('org.freedesktop.DBus.Error.Failed', 'broken');
    },
  });
  expect(await keyring.unlock()).toBe(false);
});
