import { expect, test } from 'vitest';
import { trayModel } from '../../src/desktop/tray-model.ts';
import type { TrayFacts, TrayLine } from '../../src/desktop/tray-model.ts';
import { desktop } from '../../src/shared/words/en/desktop.ts';
import { NOON } from '../clock.ts';

const online = { phase: 'online', since: NOON } as const;
const waiting = { phase: 'waiting', since: NOON, retryAt: NOON + 1, trouble: { code: 'refused' } } as const;
const shop = { id: 'shop', name: 'My shop', state: online };
const facts: TrayFacts = { unread: 0, connections: [shop], pausedUntil: 0, journal: 'encrypted', keyring: 'ready' };

function model(changed: Partial<TrayFacts> = {}) {
  return trayModel({ ...facts, ...changed }, desktop, 'en', NOON);
}

function labels(lines: readonly TrayLine[]): string[] {
  return lines.map((line) => (line.type === 'separator' ? '-' : line.label));
}

test('when all is well, it says so', () => {
  expect(model()).toMatchObject({ look: 'well', tooltip: 'Tradebell: all is well' });
  expect(model({ connections: [] }).tooltip).toBe('Tradebell: no connection yet');
});

test('unread alerts and connections in trouble are counted', () => {
  expect(model({ unread: 3 })).toMatchObject({ look: 'unread', tooltip: 'Tradebell: 3 unread' });
  expect(model({ unread: 3, connections: [{ ...shop, state: waiting }] })).toMatchObject({ look: 'trouble', tooltip: 'Tradebell: 3 unread, 1 connection in trouble' });
});

test('connecting for the first time is no trouble, connecting again after a failure is', () => {
  expect(model({ connections: [{ ...shop, state: { phase: 'connecting' } }] }).look).toBe('well');
  expect(model({ connections: [{ ...shop, state: { phase: 'connecting', trouble: { code: 'lost' } } }] }).look).toBe('trouble');
  expect(model({ connections: [{ ...shop, state: { phase: 'blocked', trouble: { code: 'forbidden' } } }] }).look).toBe('trouble');
  expect(model({ connections: [{ ...shop, state: { phase: 'paused' } }] }).look).toBe('well');
});

test('online, but not listening to all that was asked for, is trouble', () => {
  const { look, tooltip, menu } = model({ connections: [{ ...shop, state: { ...online, trouble: { code: 'topics-refused', detail: 'account:a' } } }] });
  expect({ look, tooltip }).toEqual({ look: 'trouble', tooltip: 'Tradebell: 1 connection in trouble' });
  expect(labels(menu)).toContain('My shop: online, not all is heard');
});

test('a pause is shown until it ends, and can be ended', () => {
  const paused = model({ unread: 2, pausedUntil: NOON + 3_600_000 });
  expect(paused).toMatchObject({ look: 'paused', changesAt: NOON + 3_600_000 });
  expect(paused.tooltip).toMatch(/^Tradebell: paused until .*1:00.*, 2 unread$/);
  expect(labels(paused.menu)).toContain('Resume notifications');
  expect(labels(paused.menu)).not.toContain('Pause notifications');
  expect(model({ pausedUntil: null })).toMatchObject({ look: 'paused', tooltip: 'Tradebell: paused', changesAt: undefined });
  expect(model({ pausedUntil: NOON }).look).toBe('well');
});

test('a disk that cannot be written and a locked keyring are trouble, with the reason', () => {
  expect(model({ journal: 'full' })).toMatchObject({ look: 'trouble', tooltip: `Tradebell\n${desktop.journalTrouble.full}` });
  const locked = model({ unread: 1, keyring: 'locked' });
  expect(locked).toMatchObject({ look: 'trouble', tooltip: `Tradebell: 1 unread\n${desktop.waitingForKeyring}` });
  expect(locked.menu).toContainEqual({ type: 'action', label: desktop.unlockKeyring, action: { do: 'unlock-keyring' } });
});

test('the menu opens the inbox and each connection, pauses, tests and quits', () => {
  const { menu } = model({ unread: 3 });
  expect(labels(menu)).toEqual(['Open inbox (3 unread)', '-', 'My shop: online', '-', 'Pause notifications', 'Send a test notification', '-', 'Quit Tradebell']);
  expect(menu[2]).toMatchObject({ action: { do: 'open', place: { view: 'connections', id: 'shop' } } });
  expect(menu[4]).toMatchObject({ lines: [{ action: { for: 'hour' } }, { action: { for: 'morning' } }, { action: { for: 'resumed' } }] });
});

test('without connections no two lines stand together, and a hostile name stays one short line', () => {
  expect(labels(model({ connections: [] }).menu).join()).not.toContain('-,-');
  const { menu } = model({ connections: [{ ...shop, name: `\u202eevil\n${'x'.repeat(500)}` }] });
  expect(labels(menu)[2]).toMatch(/^evil x{54}…: online$/);
});

test('a release that is ready is offered above the end, quietly', () => {
  const { menu, look, tooltip } = model({ readyUpdate: '0.2.0' });
  expect({ look, tooltip }).toEqual({ look: 'well', tooltip: 'Tradebell: all is well' });
  expect(menu.slice(-2)).toEqual([
    { type: 'action', label: 'Restart to update to 0.2.0', action: { do: 'update' } },
    { type: 'action', label: 'Quit Tradebell', action: { do: 'quit' } },
  ]);
});

test('quiet is said with its reason and its end, and a pause goes before it', () => {
  const quiet = { why: 'quiet-hours', until: NOON + 3_600_000, urgentComes: true } as const;
  expect(model({ quiet }).tooltip).toMatch(/^Tradebell: quiet hours until .*1:00/);
  expect(model({ quiet: { why: 'desktop-quiet', urgentComes: false } }).tooltip).toBe('Tradebell: quiet, because your desktop is');
  expect(model({ quiet: { why: 'paused', urgentComes: false }, pausedUntil: null }).tooltip).toBe('Tradebell: paused');
});
