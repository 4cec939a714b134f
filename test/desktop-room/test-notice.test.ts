import { expect, test } from 'vitest';
import { testNotice } from '../../src/desktop/test-notice.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';

const words = CATALOGUES.en.desktop;
const shop = { id: 'shop', system: 'openbazaar', name: 'Harbour Pottery', url: 'http://127.0.0.1:4002', auth: 'none', paused: false, rules: {}, addedAt: 0 } as const satisfies Connection;
const settings = (more: Partial<Connection> = {}) => ({ ...DEFAULT_SETTINGS, connections: [{ ...shop, ...more }] });

test('Tradebell’s own test sounds as the settings say, or as it is asked to', () => {
  expect(testNotice(settings(), words, {})).toMatchObject({ title: 'Tradebell rings', sound: DEFAULT_SETTINGS.sound });
  expect(testNotice(settings(), words, { sound: 'none' })).toMatchObject({ sound: 'none' });
});

test('a connection’s test carries its name, unless its notifications may tell nothing', () => {
  expect(testNotice(settings(), words, { connection: 'shop' })).toMatchObject({ title: 'Harbour Pottery rings' });
  expect(JSON.stringify(testNotice(settings({ privacy: 'nothing' }), words, { connection: 'shop' }))).not.toContain('Harbour');
  expect(JSON.stringify(testNotice({ ...settings(), privacy: 'nothing' }, words, { connection: 'shop' }))).not.toContain('Harbour');
  expect(testNotice({ ...settings({ privacy: 'who' }), privacy: 'nothing' }, words, { connection: 'shop' })).toMatchObject({ title: 'Harbour Pottery rings' });
});

test('a connection that is gone has none', () => {
  expect(testNotice(settings(), words, { connection: 'elsewhere' })).toBeUndefined();
});
