import { setImmediate as soon } from 'node:timers';
import { expect, test } from 'vitest';
import { csvHead, type Said } from '../../../src/journal/export/csv.ts';
import { exported, type ExportParts } from '../../../src/journal/export/export.ts';
import type { Journal } from '../../../src/journal/journal.ts';
import type { Alert } from '../../../src/shared/alert.ts';
import type { ExportRequest } from '../../../src/shared/data.ts';
import type { Entry } from '../../../src/shared/inbox.ts';
import { NOON, testClock } from '../../clock.ts';
import { batch, newJournal, sample } from '../sample.ts';

const turn = (): Promise<void> => new Promise((resolve) => void soon(resolve));
const SAID: Said = { connection: 'My shop', title: 'A title', body: 'A body', who: 'Anna', why: 'It rings' };

function parts(journal: Pick<Journal, 'query'>, over: Partial<ExportParts> = {}): ExportParts {
  return { journal, clock: testClock(), turn, version: '1.2.3', now: () => NOON, say: () => SAID, ...over };
}

async function textOf(journal: Pick<Journal, 'query'>, request: ExportRequest, over: Partial<ExportParts> = {}): Promise<string> {
  let text = '';
  for await (const piece of exported(parts(journal, over), request)) text += piece;
  return text;
}

/** RFC 4180, strictly: CRLF ends a record, a quote stands only in quoted cells, doubled. Throws otherwise. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
      const plain = /^[^",\r\n]*/.exec(text.slice(at))![0];
      record.push(quoted === null ? plain : quoted[1]!.replaceAll('""', '"'));
      at += quoted === null ? plain.length : quoted[0].length;
      if (text[at] === ',') at += 1;
      else break;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no end of a record at ${at}: ${text.slice(at, at + 20)}`);
    at += 2;
    records.push(record);
  }
  return records;
}

async function rowsOf(alerts: Alert[], say = SAID): Promise<Record<string, string>[]> {
  const journal = newJournal();
  await journal.write(batch(...alerts));
  const text = await textOf(journal, { format: 'csv', filter: {} }, { say: () => say });
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [names, ...rows] = parseCsv(text.slice(1));
  for (const row of rows) expect(row).toHaveLength(names!.length);
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [names![index], cell])));
}

test('a row says all of an alert, in words and for programs', async () => {
  const [row] = await rowsOf([
    sample({ subject: { type: 'order', id: 'QmOrder' }, item: 'Camera', amount: { value: '1500', unit: 'TBTC', divisibility: 8 }, deadlineAt: NOON + 60_000, actor: { id: 'QmAnna' } }),
  ]);
  expect(row).toMatchObject({
    time: '2026-03-01T12:00:00.000Z',
    received: '2026-03-01T12:00:00.500Z',
    deadline: '2026-03-01T12:01:00.000Z',
    connection: 'My shop',
    title: 'A title',
    who: 'Anna',
    who_id: 'QmAnna',
    about: 'order',
    about_id: 'QmOrder',
    item: 'Camera',
    amount: '0.00001500',
    unit: 'TBTC',
    read: 'no',
    why: 'It rings',
  });
});

test('quotes, commas, line ends and every script come through as they are', async () => {
  const texts = ['say "hello", please', 'one\r\ntwo\nthree\rfour', '"', ',', '""",', 'ünïcödé 漢字 🎉 שלום', ' spaced '];
  const rows = await rowsOf(texts.map((text, n) => sample({ key: `k${n}`, text, occurredAt: NOON - n })));
  expect(rows.map(({ text }) => text)).toEqual(texts);
});

test('what strangers wrote is never taken for a formula', async () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '=HYPERLINK("http://evil.example","x")', '-2+3+cmd|\' /C calc\'!A0'];
  const say = { connection: '=1', title: '=2', body: '+3', who: '@4', why: '-5' };
  const rows = await rowsOf(
    formulas.map((text, n) => sample({ key: `${text}${n}`, text, item: text, reference: text, account: text, status: text, actor: { id: text }, subject: { type: 'order', id: text }, amount: { value: '-5', unit: text }, occurredAt: NOON - n })),
    say
  );
  expect(rows.map(({ text }) => text)).toEqual(formulas.map((text) => `'${text}`));
  for (const row of rows) {
    for (const [name, cell] of Object.entries(row)) {
      if (name === 'amount_base_units') expect(cell).toBe('-5');
      else expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    }
  }
});

test('amounts are exact to the last digit, and negative ones are numbers', async () => {
  const amount = (value: string, divisibility?: number) => ({ value, unit: 'X', ...(divisibility !== undefined && { divisibility }) });
  const amounts = [amount('-1', 18), amount('123456789012345678901234567890', 18), amount('0', 8), amount('-100', 0), amount('5', 2), amount('77')];
  const rows = await rowsOf(amounts.map((one, n) => sample({ key: `k${n}`, amount: one, exchanged: one, occurredAt: NOON - n })));
  const expected = ['-0.000000000000000001', '123456789012.345678901234567890', '0.00000000', '-100', '0.05', ''];
  expect(rows.map((row) => row['amount'])).toEqual(expected);
  expect(rows.map((row) => row['exchanged'])).toEqual(expected);
  expect(rows.map((row) => row['amount_base_units'])).toEqual(['', '', '', '', '', '77']);
});

test('JSON is one document with each alert whole', async () => {
  const journal = newJournal();
  const amount = { value: '12345678901234567890', unit: 'X', divisibility: 18 };
  await journal.write(batch(sample({ amount, text: 'a "text"\n=1', frame: '{"a":1}' }), sample({ key: 'k2', occurredAt: NOON - 1 })));
  const found = JSON.parse(await textOf(journal, { format: 'json', filter: {} }));
  expect(found).toMatchObject({ format: 'tradebell-history', version: 1, tradebell: '1.2.3', exportedAt: '2026-03-01T12:00:00.000Z', filter: {} });
  expect(found.alerts).toHaveLength(2);
  expect(found.alerts[0]).toMatchObject({ time: '2026-03-01T12:00:00.000Z', title: 'A title', key: 'k1', text: 'a "text"\n=1', frame: '{"a":1}', amount: { ...amount, decimal: '12.345678901234567890' } });
  expect(JSON.parse(await textOf(newJournal(), { format: 'json', filter: {} })).alerts).toEqual([]);
});

test('only what is filtered is exported, each once, newest first', async () => {
  const journal = newJournal();
  await journal.write(batch(...Array.from({ length: 95 }, (_, n) => sample({ key: `k${n}`, category: n % 2 === 0 ? 'order' : 'chat', item: `Lamp ${n}`, occurredAt: NOON + Math.floor(n / 7) }))));
  await journal.idle();
  const keysIn = async (filter: ExportRequest['filter']): Promise<string[]> =>
    JSON.parse(await textOf(journal, { format: 'json', filter })).alerts.map(({ key }: { key: string }) => key);
  expect(await keysIn({})).toEqual(Array.from({ length: 95 }, (_, n) => `k${94 - n}`));
  expect(await keysIn({ category: 'chat' })).toHaveLength(47);
  expect(await keysIn({ category: 'chat', search: 'lamp 3' })).toEqual(['k39', 'k37', 'k35', 'k33', 'k31', 'k3']);
  expect(await textOf(journal, { format: 'csv', filter: { category: 'refund' } })).toBe(csvHead());
});

test('of 100,000 alerts no more than a page is held at a time, and the loop turns every few milliseconds', async () => {
  const count = 100_000;
  let elapsed = 0;
  let longest = 0;
  let asked = 0;
  let began = 0;
  const entryAt = (n: number): Entry => ({ id: n, alert: sample({ key: `k${n}`, occurredAt: n }) });
  const journal: Pick<Journal, 'query'> = {
    query({ before, limit }) {
      asked = Math.max(asked, limit);
      const from = before === undefined ? count : before.id - 1;
      return Array.from({ length: Math.min(limit, from) }, (_, n) => entryAt(from - n));
    },
  };
  const told: number[] = [];
  let rows = 0;
  const running = exported(
    parts(journal, {
      clock: { elapsed: () => elapsed },
      say: () => {
        // Each takes a tenth of a millisecond.
        elapsed += 0.1;
        return SAID;
      },
      async turn() {
        longest = Math.max(longest, elapsed - began);
        await turn();
        began = elapsed;
      },
      progress: (at) => void told.push(at),
    }),
    { format: 'csv', filter: {} }
  );
  for await (const piece of running) rows += piece === csvHead() ? 0 : 1;
  expect(rows).toBe(count);
  expect(asked).toBeLessThanOrEqual(100);
  expect(told.at(-1)).toBe(count);
  expect(told.length).toBeLessThan(300);
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThan(6);
}, 60_000);
