import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Bell } from '../../../src/bell.ts';
import type { Connections } from '../../../src/connections.ts';
import { dataHandlers, type DataParts } from '../../../src/desktop/data/data-handlers.ts';
import type { Core } from '../../../src/desktop/handlers.ts';
import { createConnectionRecord } from '../../../src/diagnostics/record.ts';
import { turn } from '../../../src/journal/open-journal.ts';
import type { AppState } from '../../../src/shared/bridge.ts';
import type { Connection } from '../../../src/shared/connection.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { openSettings } from '../../../src/vault/settings.ts';
import { testClock } from '../../clock.ts';
import { batch, folder, newJournal, sample } from '../../journal/sample.ts';

const SHOP: Connection = { id: 'c1', system: 'openbazaar', name: '=My shop', url: 'http://10.1.2.3:4002', auth: 'basic', username: 'mara', identity: 'openbazaar:QmSelf', paused: false, rules: {}, addedAt: 1 };

function scene(over: Partial<DataParts> = {}) {
  const at = folder();
  const clock = testClock();
  const journal = newJournal();
  const settings = openSettings({ folder: path.join(at, 'data'), clock });
  const asked: { name: string; extension: string }[] = [];
  const told: number[] = [];
  const begun: string[] = [];
  const logged: unknown[] = [];
  const state: { chosen: string | undefined } = { chosen: path.join(at, 'saved') };
  let ids = 0;
  const connections = { retry: async (id: string) => void begun.push(id) } as unknown as Connections;
  const core: Core = { journal, bell: {} as Bell, connections };
  const parts: DataParts = {
    core: () => core,
    settings,
    dialogs: {
      save: async ({ name, extension }) => {
        asked.push({ name, extension });
        return state.chosen;
      },
      open: async () => state.chosen,
    },
    clock,
    turn,
    catalogue: () => CATALOGUES.en,
    locale: () => 'en',
    version: '1.2.3',
    newId: () => `id-${(ids += 1)}`,
    appState: () => ({ journal: 'encrypted', setAside: [] }) as unknown as AppState,
    connections: () => [],
    record: createConnectionRecord(clock),
    versions: () => ({ tradebell: '1.2.3' }),
    desktopFacts: async () => ({ keyring: { state: 'ready' }, notifications: {} }),
    own: () => [],
    hideSecrets: (text) => text.replaceAll('hunter2', '•••'),
    needsSecret: ({ auth }) => auth !== 'none',
    progress: (rows) => void told.push(rows),
    deleteAll: () => undefined,
    log: (...line) => void logged.push(line),
    ...over,
  };
  return { at, clock, journal, settings, asked, told, begun, logged, state, handlers: dataHandlers(parts), text: () => fs.readFileSync(state.chosen ?? '', 'utf8') };
}

test('the history is saved where the person says, named by the day, with what each connection is called', async () => {
  const { journal, settings, handlers, asked, told, text, state } = scene();
  settings.change({ connections: [SHOP] });
  await journal.write(batch(sample({ item: 'Lamp' }), sample({ key: 'k2', category: 'chat', connectionId: 'gone' })));
  expect(await handlers['data.export']({ format: 'csv', filter: {} })).toEqual({ ok: true, file: state.chosen, rows: 2 });
  expect(asked).toEqual([{ name: 'Tradebell history 2026-03-01.csv', extension: 'csv' }]);
  expect(text()).toContain(",'=My shop,openbazaar,order,");
  expect(told.at(-1)).toBe(2);
  expect(await handlers['data.export']({ format: 'json', filter: { category: 'chat' } })).toMatchObject({ ok: true, rows: 1 });
  expect(JSON.parse(text()).alerts).toMatchObject([{ key: 'k2', connection: '' }]);
});

test('a person may change their mind, in the dialog and while it is written', async () => {
  const { journal, handlers, state, at } = scene({ progress: () => handlers['data.stopExport'](undefined) });
  await journal.write(batch(...Array.from({ length: 600 }, (_, n) => sample({ key: `k${n}` }))));
  expect(await handlers['data.export']({ format: 'csv', filter: {} })).toEqual({ ok: false, why: 'canceled' });
  expect(fs.readdirSync(at)).toEqual([]);
  state.chosen = undefined;
  expect(await handlers['data.export']({ format: 'csv', filter: {} })).toEqual({ ok: false, why: 'canceled' });
});

test('one file is written at a time, and a disk that refuses is said to', async () => {
  const { handlers, state, at } = scene();
  const [first, second] = await Promise.all([handlers['data.saveSettings'](undefined), handlers['data.saveDiagnostics'](undefined)]);
  expect([first, second]).toMatchObject([{ ok: true }, { ok: false, why: 'busy' }]);
  state.chosen = path.join(at, 'nowhere', 'x.json');
  expect(await handlers['data.saveSettings'](undefined)).toEqual({ ok: false, why: 'failed' });
  expect(await handlers['data.saveSettings'](undefined)).toEqual({ ok: false, why: 'failed' });
});

test('diagnostics are saved without a word of what came, also before the journal is open', async () => {
  const { journal, handlers, text } = scene({ versions: () => ({ tradebell: '1.2.3 hunter2' }) });
  await journal.write(batch(sample({ item: 'Wonderlamp', actor: { id: 'QmRosa', name: 'Rosalinde' }, text: 'hunter2' })));
  expect(await handlers['data.saveDiagnostics'](undefined)).toMatchObject({ ok: true });
  expect(text()).not.toMatch(/Wonderlamp|Rosa|hunter2/);
  expect(JSON.parse(text())).toMatchObject({ counts: [{ kind: 'order', count: 1 }], decisions: [{ kind: 'order', decided: 'not yet' }] });
  const early = scene({ core: () => undefined });
  expect(await early.handlers['data.saveDiagnostics'](undefined)).toMatchObject({ ok: true });
  expect(await early.handlers['data.export']({ format: 'csv', filter: {} })).toEqual({ ok: false, why: 'not-yet' });
  expect(await early.handlers['data.takeSettings']({ token: 'x' })).toEqual({ ok: false, why: 'not-yet' });
});

test('settings move to another machine: shown first, then all at once, and what is new begins', async () => {
  const old = scene();
  old.settings.change({ connections: [SHOP], theme: 'dark' });
  await old.handlers['data.saveSettings'](undefined);
  expect(old.asked).toEqual([{ name: 'Tradebell settings 2026-03-01.json', extension: 'json' }]);
  const { handlers, settings, state, begun } = scene();
  state.chosen = old.state.chosen;
  const read = await handlers['data.readSettings'](undefined);
  expect(read).toMatchObject({ ok: true, preview: { from: '1.2.3', connections: [{ name: '=My shop', effect: 'added', needsSecret: true }], settings: ['theme'] } });
  expect(settings.get().connections).toEqual([]);
  const token = read.ok ? read.preview.token : '';
  expect(await handlers['data.takeSettings']({ token: 'another' })).toEqual({ ok: false, why: 'gone' });
  // Whether it is paused, and where the window stands, may change meanwhile.
  settings.change({ pausedUntil: null });
  expect(await handlers['data.takeSettings']({ token })).toEqual({ ok: true });
  expect(settings.get()).toMatchObject({ theme: 'dark', pausedUntil: null, connections: [{ name: '=My shop', identity: 'openbazaar:QmSelf' }] });
  expect(begun).toEqual([settings.get().connections[0]!.id]);
  expect(await handlers['data.takeSettings']({ token })).toEqual({ ok: false, why: 'gone' });
});

test('what was shown is not done where something else changed meanwhile', async () => {
  const old = scene();
  old.settings.change({ connections: [SHOP] });
  await old.handlers['data.saveSettings'](undefined);
  const { handlers, settings, state } = scene();
  state.chosen = old.state.chosen;
  const read = await handlers['data.readSettings'](undefined);
  settings.change({ connections: [{ ...SHOP, name: 'Added by hand' }] });
  expect(await handlers['data.takeSettings']({ token: read.ok ? read.preview.token : '' })).toEqual({ ok: false, why: 'gone' });
  expect(settings.get().connections).toMatchObject([{ name: 'Added by hand' }]);
});

test('a file that cannot be read or is none changes nothing, and says why', async () => {
  const { handlers, state, at, settings } = scene();
  const before = settings.get();
  expect(await handlers['data.readSettings'](undefined)).toEqual({ ok: false, why: 'cannot-read' });
  state.chosen = at;
  expect(await handlers['data.readSettings'](undefined)).toEqual({ ok: false, why: 'cannot-read' });
  state.chosen = path.join(at, 'x.json');
  fs.writeFileSync(state.chosen, '{"some":"json"}');
  expect(await handlers['data.readSettings'](undefined)).toEqual({ ok: false, why: 'not-ours' });
  fs.writeFileSync(state.chosen, ' '.repeat(5 * 1024 * 1024));
  expect(await handlers['data.readSettings'](undefined)).toEqual({ ok: false, why: 'too-large' });
  state.chosen = undefined;
  expect(await handlers['data.readSettings'](undefined)).toEqual({ ok: false, why: 'canceled' });
  expect(settings.get()).toEqual(before);
});
