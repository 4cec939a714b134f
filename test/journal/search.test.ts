import path from 'node:path';
import { expect, test } from 'vitest';
import type { InboxFilter } from '../../src/shared/inbox.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { matchExpression, searchedWords } from '../../src/journal/words.ts';
import { NOON } from '../clock.ts';
import { batch, folder, IDENTITY, journalAt, newJournal, sample, searchText } from './sample.ts';

const find = (journal: Journal, search: string, filter: InboxFilter = {}): string =>
  journal.query({ ...filter, search, limit: 50 }).map(({ alert }) => alert.key).join('');

/** The same must be found before the index knows of it and after. */
async function bothWays(journal: Journal, check: () => void): Promise<void> {
  check();
  await journal.idle();
  check();
}

test('each word is found by its beginning, whatever its case, diacritics and width; all must occur', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'a', item: 'Crème brûlée Torch' }), sample({ key: 'b', item: 'Пальто женское' }), sample({ key: 'c', item: 'torch, ＬＥＤ' })));
  await bothWays(journal, () => {
    expect(find(journal, 'creme')).toBe('a');
    expect(find(journal, 'BRÛ torch')).toBe('a');
    expect(find(journal, 'tor')).toBe('ca');
    expect(find(journal, 'orch')).toBe('');
    expect(find(journal, 'пал')).toBe('b');
    expect(find(journal, 'led')).toBe('c');
    expect(find(journal, 'torch пальто')).toBe('');
  });
});

test('where there are no spaces any part is found, and only what stands together', async () => {
  const journal = newJournal();
  await journal.write(
    batch(
      sample({ key: 'a', item: '手工陶瓷杯', text: '争议已开始，请查看订单QmVrhZt4。' }),
      sample({ key: 'b', item: '陶器と瓷砖 カップ' }),
      sample({ key: 'c', item: 'iPhone手机壳' })
    )
  );
  await bothWays(journal, () => {
    expect(find(journal, '手工陶瓷杯')).toBe('a');
    expect(find(journal, '陶瓷')).toBe('a');
    expect(find(journal, '瓷杯')).toBe('a');
    expect(find(journal, '杯')).toBe('a');
    expect(find(journal, '瓷')).toBe('ba');
    expect(find(journal, '杯陶')).toBe('');
    expect(find(journal, '争议 陶瓷')).toBe('a');
    expect(find(journal, '订单 qmvrh')).toBe('a');
    expect(find(journal, '订单QmVrhZt4')).toBe('a');
    expect(find(journal, '手')).toBe('ca');
    expect(find(journal, '手机')).toBe('c');
    expect(find(journal, 'iphone手机')).toBe('c');
    expect(find(journal, 'ップ')).toBe('b');
  });
});

test('an index from before texts without spaces were split still answers', () => {
  expect(matchExpression(searchedWords('陶瓷杯 blue'), [])).toBe(
    '((words : "陶瓷" * AND words : "瓷杯" *) OR words : "陶瓷杯" *) AND words : "blue" *'
  );
});

test('what the user types is never syntax', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'a', text: 'NOT near OR (and) words:x "y" * ^ -' })));
  await bothWays(journal, () => {
    for (const typed of ['NOT', 'OR near', 'near(', '"y', 'words:x', '*', '^and', '-', "'", 'x" OR "z', '\u0000', '\ud800', '🦊', 'facets : categoryorder', ')))((("']) {
      expect(() => find(journal, typed)).not.toThrow();
    }
    expect(find(journal, 'NOT')).toBe('a');
    expect(find(journal, '"y"')).toBe('a');
    expect(find(journal, 'categoryorder')).toBe('');
    expect(find(journal, '( )')).toBe('a');
  });
});

test('a search narrows further by category, connection and unread', async () => {
  const journal = newJournal();
  const written = await journal.write(
    batch(
      sample({ key: 'a', item: 'lamp' }),
      sample({ key: 'b', item: 'lamp', category: 'chat' }),
      sample({ key: 'c', item: 'lamp', category: 'chat', connectionId: 'my node: "2"' }),
      sample({ key: 'd', item: 'lamp', read: true })
    )
  );
  await journal.note([{ id: written[0]!.entry!.id, at: NOON, decision: { deliver: 'off', why: 'category-off' } }]);
  await bothWays(journal, () => {
    expect(find(journal, 'lamp', { category: 'chat' })).toBe('cb');
    expect(find(journal, 'lamp', { connectionId: 'my node: "2"' })).toBe('c');
    expect(find(journal, 'lamp', { unread: true })).toBe('cb');
    expect(find(journal, 'lamp', { unread: false })).toBe('da');
  });
});

test('found entries come newest first and page by key like the list, with equal times too', async () => {
  const journal = newJournal();
  const alerts = Array.from({ length: 40 }, (_, i) => sample({ key: `k${i}`, item: 'lamp', occurredAt: NOON + ((i * 7) % 5) }));
  await journal.write(batch(...alerts.slice(0, 20)));
  await journal.idle();
  await journal.write(batch(...alerts.slice(20)));
  await bothWays(journal, () => {
    const all = journal.query({ limit: 100 }).map(({ id }) => id);
    const paged: number[] = [];
    for (let page = journal.query({ limit: 7, search: 'lam' }); page.length > 0;) {
      paged.push(...page.map(({ id }) => id));
      const last = page.at(-1)!;
      page = journal.query({ limit: 7, search: 'lam', before: { occurredAt: last.alert.occurredAt, id: last.id } });
    }
    expect(paged).toEqual(all);
  });
});

test('a page goes on where it was, also after the entry it ended with was forgotten', async () => {
  const journal = newJournal();
  const written = await journal.write(batch(...Array.from({ length: 6 }, (_, i) => sample({ key: `k${i}`, item: 'lamp', occurredAt: NOON - (i < 3 ? 10 : 0) }))));
  await journal.idle();
  const third = written[2]!.entry!;
  await journal.note([{ id: third.id, at: NOON, decision: { deliver: 'inbox', why: 'quiet-kind' } }, { id: third.id, at: NOON, delivered: 'none' }]);
  expect(await journal.forget(NOON - 5)).toBe(1);
  const rest = journal.query({ search: 'lamp', limit: 10, before: { occurredAt: third.alert.occurredAt, id: third.id } });
  expect(rest.map(({ alert }) => alert.key)).toEqual(['k1', 'k0']);
});

test('an amended entry is found by what it has become, and no longer by what it was', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'a', item: 'lamp' })));
  await journal.idle();
  await journal.write({ identity: IDENTITY, items: [{ type: 'amend', key: 'a', amendment: { item: 'mirror', category: 'dispute' } }] });
  await bothWays(journal, () => {
    expect(find(journal, 'mirror')).toBe('a');
    expect(find(journal, 'mirror', { category: 'dispute' })).toBe('a');
    expect(find(journal, 'lamp')).toBe('');
    expect(find(journal, 'mirror', { category: 'order' })).toBe('');
  });
});

test('an entry that turns out to have happened at another time is found in its new place', async () => {
  const journal = newJournal({ merge: (_held, incoming) => incoming });
  await journal.write(batch(sample({ key: 'a', item: 'lamp' }), sample({ key: 'b', item: 'lamp', occurredAt: NOON + 5 })));
  await journal.idle();
  await journal.write(batch(sample({ key: 'a', item: 'lamp', occurredAt: NOON + 10 })));
  await bothWays(journal, () => expect(find(journal, 'lamp')).toBe('ab'));
});

test('what was not indexed when the journal closed is indexed at the next start', async () => {
  const file = path.join(folder(), 'j.db');
  const first = journalAt(file);
  await first.write(batch(...Array.from({ length: 300 }, (_, i) => sample({ key: `k${i}`, item: 'lamp', occurredAt: NOON - i }))));
  await first.close();
  const again = journalAt(file);
  await again.idle();
  expect(again.query({ search: 'lamp', limit: 400 })).toHaveLength(300);
});

test('times beyond what the index can order are still found', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'a', item: 'lamp', occurredAt: 8.64e15 }), sample({ key: 'b', item: 'lamp', occurredAt: 8.64e15 }), sample({ key: 'c', item: 'lamp', occurredAt: 0 })));
  await bothWays(journal, () => expect(find(journal, 'lamp')).toBe('bac'));
});

test('however far back, and however common its beginning, a word is found on every page, read or unread', async () => {
  const journal = newJournal();
  const ITEMS = ['walnut bowl', 'walrus tusk', 'walnut spoon', 'wall clock, bowled over'];
  const alerts = Array.from({ length: 700 }, (_, i) => sample({ key: `k${i}`, item: i < 40 ? 'walking stick' : ITEMS[i % 4]!, read: i % 10 === 0, occurredAt: NOON + (i % 650) }));
  await journal.write(batch(...alerts));
  await journal.idle();
  for (const words of [['walking'], ['walnut'], ['wal', 'spoon'], ['walrus', 'bowl'], ['clock', 'bowled'], ['walk', 'sti']]) {
    for (const filter of [{}, { unread: true }, { unread: false }, { unread: true, category: 'order' as const }]) {
      const wanted = journal
        .query({ ...filter, limit: 1_000 })
        .filter(({ alert }) => words.every((word) => searchText(alert).split(/\W/).some((one) => one.startsWith(word))));
      const paged: number[] = [];
      for (let page = journal.query({ ...filter, limit: 7, search: words.join(' ') }); page.length > 0;) {
        paged.push(...page.map(({ id }) => id));
        const last = page.at(-1)!;
        page = journal.query({ ...filter, limit: 7, search: words.join(' '), before: { occurredAt: last.alert.occurredAt, id: last.id } });
      }
      expect({ words, filter, paged }).toEqual({ words, filter, paged: wanted.map(({ id }) => id) });
    }
  }
});

test('a word in the middle of another is not its beginning, whatever letters stand before it', async () => {
  const journal = newJournal();
  await journal.write(batch(sample({ key: 'a', item: 'snowman 𝒙man жman 5man man\u0903man' }), sample({ key: 'b', item: 'snowman-man' })));
  await bothWays(journal, () => expect(find(journal, 'man')).toBe('ba'));
  await journal.write(batch(sample({ key: 'c', item: 'snowman 𐐨man жman 5man \u0903man' })));
  await bothWays(journal, () => expect(find(journal, 'man')).toBe('ba'));
});
