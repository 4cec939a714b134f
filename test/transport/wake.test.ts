import { expect, test } from 'vitest';
import { type WakeReason, createWake } from '../../src/transport/wake.ts';
import { testClock } from '../clock.ts';

function setUp() {
  const clock = testClock();
  const reasons: WakeReason[] = [];
  const machine = { addresses: ['10.0.0.2'] };
  const wake = createWake({ clock, addresses: () => machine.addresses, wake: (reason) => reasons.push(reason) });
  return { clock, reasons, machine, wake };
}

test('while nobody waits nothing is looked at and no timer runs', () => {
  const { clock, wake } = setUp();
  expect(clock.pending()).toBe(0);
  wake.waiting(true);
  wake.waiting(true);
  expect(clock.pending()).toBe(1);
  wake.waiting(false);
  expect(clock.pending()).toBe(0);
});

test('a new address wakes, an address that went does not', async () => {
  const { clock, reasons, machine, wake } = setUp();
  wake.waiting(true);
  await clock.advance(5_000);
  machine.addresses = [];
  await clock.advance(5_000);
  expect(reasons).toEqual([]);
  machine.addresses = ['192.168.1.7'];
  await clock.advance(5_000);
  expect(reasons).toEqual(['interfaces']);
});

test.each([3_600_000, -3_600_000])('a clock that jumped by %d ms wakes', async (by) => {
  const { clock, reasons, wake } = setUp();
  wake.waiting(true);
  await clock.advance(5_000);
  clock.jump(by);
  await clock.advance(5_000);
  expect(reasons).toEqual(['clock']);
  await clock.advance(60_000);
  expect(reasons).toEqual(['clock']);
});

test('signs within three seconds wake once', async () => {
  const { clock, reasons, wake } = setUp();
  wake.signal('resume');
  await clock.advance(1_000);
  wake.signal('resume');
  await clock.advance(1_999);
  wake.signal('network');
  expect(reasons).toEqual(['resume']);
  await clock.advance(1);
  wake.signal('unlock');
  expect(reasons).toEqual(['resume', 'unlock']);
});

test('a machine that slept right after one waking wakes again, though no time passed for it', () => {
  const { clock, reasons, wake } = setUp();
  wake.signal('unlock');
  clock.jump(8 * 3_600_000);
  wake.signal('resume');
  expect(reasons).toEqual(['unlock', 'resume']);
});
