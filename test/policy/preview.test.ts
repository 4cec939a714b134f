import { expect, test } from 'vitest';
import { pictureShown, privacyOf } from '../../src/policy/preview.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { anAlert } from './alerts.ts';

const actor = { id: 'QmAnn', picture: 'QmFace' };

test('a picture says no more than the words beside it: what is traded, or who it is, or nothing', () => {
  const sale = anAlert({ picture: 'QmBowl', actor });
  expect((['all', 'who', 'nothing'] as const).map((privacy) => pictureShown(sale, privacy))).toEqual(['QmBowl', 'QmFace', undefined]);
  const message = anAlert({ actor });
  expect((['all', 'who', 'nothing'] as const).map((privacy) => pictureShown(message, privacy))).toEqual(['QmFace', 'QmFace', undefined]);
  expect(pictureShown(anAlert({ picture: 'QmBowl' }), 'who')).toBeUndefined();
});

test('what a connection may show goes before what the app may', () => {
  const one = (id: string, privacy?: Connection['privacy']): Connection => ({
    id,
    system: 'openbazaar',
    name: id,
    url: 'http://127.0.0.1:4002',
    auth: 'none',
    paused: false,
    rules: {},
    addedAt: 0,
    ...(privacy === undefined ? {} : { privacy }),
  });
  const settings = { ...DEFAULT_SETTINGS, privacy: 'who' as const, connections: [one('shop', 'nothing'), one('purse')] };
  expect(['shop', 'purse', 'gone', undefined].map((id) => privacyOf(settings, id))).toEqual(['nothing', 'who', 'who', 'who']);
});
