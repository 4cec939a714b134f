import { expect, test } from 'vitest';
import { sampleAlerts } from '../../../../renderer/welcome/sample/sample-alerts.ts';
import { sampleConnections } from '../../../../renderer/welcome/sample/sample-connections.ts';
import { sampleWords } from '../../../../renderer/welcome/sample/sample-words.ts';
import { Alert } from '../../../../src/shared/alert.ts';
import { ConnectionView } from '../../../../src/shared/bridge.ts';
import { SYSTEMS } from '../../../../src/shared/system.ts';
import { CATALOGUES } from '../../../../src/shared/words/catalogue.ts';
import { say } from '../../../../src/shared/words/say.ts';

const NOW = Date.UTC(2026, 10, 22, 9, 0);

test.each(Object.entries(CATALOGUES))('in %s a sample alert says what a real one would', (locale, catalogue) => {
  const alerts = sampleAlerts(NOW, catalogue.window.sample);
  expect(new Set(alerts.map(({ system }) => system))).toEqual(new Set(SYSTEMS));
  for (const alert of alerts) {
    expect(Alert.parse(alert)).toEqual(alert);
    const { title, body, who, amount } = say(alert, catalogue, { privacy: 'all', locale, now: NOW });
    expect(sampleWords(alert, { catalogue, locale, now: NOW })).toEqual({ title, body, who, amount });
  }
});

test('sample connections are whole, and at addresses that nobody has', () => {
  for (const connection of sampleConnections(NOW, CATALOGUES.en.window.sample)) {
    expect(ConnectionView.parse(connection)).toEqual(connection);
    expect(new URL(connection.url).hostname).toMatch(/\.invalid$/);
  }
});

test('sample alerts are newest first, and keys are their own', () => {
  const alerts = sampleAlerts(NOW, CATALOGUES.en.window.sample);
  const times = alerts.map(({ occurredAt }) => occurredAt);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(new Set(alerts.map(({ key }) => key)).size).toBe(alerts.length);
});
