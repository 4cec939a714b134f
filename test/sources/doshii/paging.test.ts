import { expect, test } from 'vitest';
import { ListMoved, type Place, readParts } from '../../../src/sources/doshii/paging.ts';
import type { ListPage } from '../../../src/sources/doshii/rest.ts';

interface Row {
  id: string;
}

/** A list of so many rows, and how it was asked. `between`: what happens to it after each page. */
function aList(length: number, between: (rows: Row[], page: number) => void = () => {}, counts?: 'all' | 'page') {
  const rows = Array.from({ length }, (_, index): Row => ({ id: String(index) }));
  const offsets: number[] = [];
  const page = (offset: number): Promise<ListPage> => {
    const found = rows.slice(offset, offset + 100);
    offsets.push(offset);
    between(rows, offsets.length);
    return Promise.resolve({ rows: found, ...(counts && { count: counts === 'all' ? rows.length : found.length }) });
  };
  return { rows, offsets, page };
}

async function read(page: (offset: number) => Promise<ListPage>, from?: Place): Promise<{ ids: string[]; places: (Place | undefined)[] }> {
  const ids: string[] = [];
  const places: (Place | undefined)[] = [];
  for await (const part of readParts(page, from)) {
    ids.push(...part.rows.map((row) => (row as Row).id));
    places.push(part.next);
  }
  return { ids, places };
}

test.each([0, 1, 99, 100, 101, 199, 200, 250])('of %i rows each is read once, in order', async (length) => {
  for (const counts of [undefined, 'all', 'page'] as const) {
    const list = aList(length, undefined, counts);
    expect((await read(list.page)).ids).toEqual(list.rows.map(({ id }) => id));
  }
});

test('pages overlap by one row', async () => {
  const list = aList(250);
  const { places } = await read(list.page);
  expect(list.offsets).toEqual([0, 99, 198]);
  expect(places).toEqual([{ offset: 99, lastId: '99' }, { offset: 198, lastId: '198' }, undefined]);
});

test('a row that goes to the end while the list is read is found out, for others slipped up behind it', async () => {
  const list = aList(250, (rows, page) => void (page === 1 && rows.push(...rows.splice(10, 1))));
  await expect(read(list.page)).rejects.toThrow(ListMoved);
});

test('rows that are new at the end, or that go there from behind what was read, are simply read', async () => {
  const list = aList(150, (rows, page) => {
    if (page === 1) rows.push(...rows.splice(120, 1), { id: 'new' });
  });
  const { ids } = await read(list.page);
  expect(ids).toHaveLength(151);
  expect(new Set(ids).size).toBe(151);
});

test('it goes on behind a row that was read, if that still stands there', async () => {
  const list = aList(250);
  expect((await read(list.page, { offset: 198, lastId: '198' })).ids).toEqual(list.rows.slice(199).map(({ id }) => id));
  for (const place of [
    { offset: 198, lastId: '197' },
    { offset: 300, lastId: '249' },
  ]) {
    await expect(read(list.page, place)).rejects.toThrow(ListMoved);
  }
});

test('a server that always says the same does not keep it busy', async () => {
  const rows = Array.from({ length: 100 }, (_, index) => ({ id: String(index) }));
  await expect(read(() => Promise.resolve({ rows }))).rejects.toThrow(ListMoved);
});

test.each([1, 2, 50, 100, 1_000])('a server whose pages hold %i rows, and says so, is read to the end; one row a page is no list', async (limit) => {
  const list = aList(120);
  const length = Math.min(limit, 100);
  const page = async (offset: number): Promise<ListPage> => {
    const { rows } = await list.page(offset);
    const found = rows.slice(0, length);
    return { rows: found, count: found.length, limit };
  };
  expect((await read(page)).ids).toEqual(list.rows.slice(0, limit === 1 ? 1 : 120).map(({ id }) => id));
});
