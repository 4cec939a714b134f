import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../src/desktop/bus.ts';
import { kwalletKeyring } from '../../src/desktop/kwallet.ts';
import { testClock } from '../clock.ts';
import { startBus } from '../desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';
import { serve } from '../desktop/service.ts';

/** Plasma 6's wallet, with a person who types the password or does not. */
async function scene() {
  const daemon = await startBus();
  const connection = await daemon.connect();
  const clock = testClock();
  const bus = openBus({ address: daemon.address, clock });
  const state = { enabled: true, open: false, refuses: false };
  const opened = createRecord<unknown[]>('open', (call) => JSON.stringify(call.map(String)));
  const emit = serve(connection, {
    path: '/modules/kwalletd6',
    iface: 'org.kde.KWallet',
    methods: {
      isEnabled: ['b', () => [state.enabled]],
      networkWallet: ['s', () => ['kdewallet']],
      isOpen: ['b', ([name]) => [name === 'kdewallet' && state.open]],
      open: [
        'i',
        (body) => {
          opened.add([...body]);
          state.open = !state.refuses;
          return [state.refuses ? -1 : 7];
        },
      ],
    },
  });
  const appear = () => connection.bus.requestName('org.kde.kwalletd6', 0);
  const keyring = kwalletKeyring({ bus, version: '6', log: () => undefined });
  onTestFinished(async () => {
    bus.close();
    await daemon.stop();
    expect(clock.pending()).toBe(0);
  });
  return { appear, emit, keyring, opened, state };
}

test('a wallet that is not there, or switched off, is absent', async () => {
  const { appear, keyring, state } = await scene();
  expect(await keyring.state()).toBe('absent');
  await appear();
  state.enabled = false;
  expect(await keyring.state()).toBe('absent');
});

test('a closed wallet is locked until its person opens it', async () => {
  const { appear, keyring, opened, state } = await scene();
  await appear();
  expect(await keyring.state()).toBe('locked');
  state.refuses = true;
  expect(await keyring.unlock()).toBe(false);
  state.refuses = false;
  expect(await keyring.unlock()).toBe(true);
  expect(await keyring.state()).toBe('unlocked');
  expect(opened.all[0]?.map(String)).toEqual(['kdewallet', '0', 'Tradebell']);
});

test('a wallet opened elsewhere is told of', async () => {
  const { appear, emit, keyring } = await scene();
  await appear();
  const changes = createRecord<string>('change', (change) => change);
  const stop = keyring.onChange(() => changes.add('changed'));
  await changes.find(() => true);
  emit('walletOpened', 's', 'kdewallet');
  expect(await changes.find(() => changes.all.length >= 2)).toBe('changed');
  stop();
});
