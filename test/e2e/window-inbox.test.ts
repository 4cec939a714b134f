import { gzipSync } from 'node:zlib';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/shared/languages.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const lines = () => w.page.locator('[role=option]');
const title = () => w.page.locator('#detail-title');
const activeText = () => w.page.locator('.line-active .line-title').textContent();

/** The distance of a line from the top of the window. */
const topOf = (id: string) => w.page.evaluate((which) => document.getElementById(which)?.getBoundingClientRect().top, id);

test('what the inbox waits for is small, the rest comes when there is time, and nothing is refused by its policy', async () => {
  const packed = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(w.folder, file))).length, 0);
  const below = (limit: number) => expect.toSatisfy((size: number) => size < limit, `less than ${limit} bytes`);
  // The same words are longer in Spanish, and take three bytes a character in Chinese.
  const most = { en: 129_000, es: 132_000, zh: 134_000 };
  for (const language of LANGUAGES) {
    const { first, prepared } = w.built.languages[language];
    expect({ first: packed([...first, 'main.css']), all: packed([...prepared, 'main.css']) }).toEqual({ first: below(60_000), all: below(most[language]) });
  }
  await w.load();
  await lines().first().waitFor();
  await w.served(w.built.prepared);
  await lines().nth(1).click();
  await title().waitFor();
  expect(w.complaints).toEqual([]);
});

test('lines come by day, with what a person looks for first', async () => {
  await w.load();
  await lines().first().waitFor();
  expect(await w.page.locator('.day').first().getAttribute('aria-label')).toBe('Today');
  expect(await lines().nth(1).innerText()).toContain('wrote to you');
  expect(await lines().nth(2).locator('.chip').innerText()).toContain('days left');
  expect(await lines().first().locator('.line-amount').innerText()).toMatch(/^0\.\d+ [A-Z]{3}$/);
});

const LONG = '284.503217650000000042 OMG';

test('a long amount is short in the list, whole where it is pointed at, and never cut before its unit', async () => {
  await w.load({ scenario: 'wallet', count: 12 });
  await lines().first().waitFor();
  await w.page.evaluate(async (amount) => {
    const { lines } = await window.tradebell.call('inbox.page', { limit: 3 });
    const texts = [
      { title: `Ann wants to pay ${amount}`, amount },
      { title: `Received ${amount} from Surasak Wongsuwan`, amount },
      { title: `Order from Ann`, amount },
    ];
    window.fake.answer('inbox.page', { lines: lines.map((line, nth) => ({ ...line, ...texts[nth]!, ...(nth > 0 && { deadlineAt: undefined as never }) })) });
    window.fake.emit('journal.changed', { ids: lines.map(({ id }) => id) });
  }, LONG);
  await lines().getByText('Received').waitFor();
  const titles = lines().locator('.line-title');
  expect(await titles.allInnerTexts()).toEqual(['Ann wants to pay 284.50321… OMG', 'Received 284.50321… OMG from Surasak Wongsuwan', 'Order from Ann']);
  expect(await titles.nth(1).getAttribute('title')).toBe(`Received ${LONG} from Surasak Wongsuwan`);
  expect(await titles.evaluateAll((all) => all.map((title) => title.scrollHeight - title.clientHeight))).toEqual([0, 0, 0]);
  for (const [line, count] of [[0, 1], [1, 0], [2, 1]] as const) {
    const amount = lines().nth(line).locator('.line-amount');
    expect(await amount.count()).toBe(count);
    if (count === 0) continue;
    expect([await amount.innerText(), await amount.getAttribute('title')]).toEqual(['284.503… OMG', LONG]);
    const [right, edge] = await amount.evaluate((element) => [element.getBoundingClientRect().right, element.parentElement!.getBoundingClientRect().right]);
    expect(right).toBeLessThanOrEqual(edge!);
  }
});

test('in the narrow and in the wide window no number of an open alert breaks', async () => {
  for (const size of [{ width: 900, height: 700 }, { width: 400, height: 640 }]) {
    await w.load({ scenario: 'wallet', count: 12 }, size);
    await lines().first().waitFor();
    await w.page.evaluate(async (amount) => {
      const { id } = (await window.tradebell.call('inbox.page', { limit: 1 })).lines[0]!;
      const detail = await window.tradebell.call('inbox.detail', { id });
      window.fake.answer('inbox.detail', { ...detail!, title: `Surasak Wongsuwan wants to pay ${amount}`, amount });
    }, LONG);
    await lines().first().click();
    await title().waitFor();
    for (const where of ['#detail-title', '.amount']) {
      const number = w.page.locator(`${where} .digits`);
      expect(await number.innerText()).toBe(LONG);
      expect(await number.evaluate((element) => [element.getClientRects().length, element.getBoundingClientRect().right < document.querySelector('.detail')!.getBoundingClientRect().right])).toEqual([1, true]);
    }
  }
});

test('the day that is in sight stands above the list, however far down', async () => {
  await w.load({ count: 400 });
  await lines().first().waitFor();
  const seen = new Set<string>();
  for (const down of [0, 1500, 6000, 100_000]) {
    await w.page.locator('#alerts').evaluate((list, top) => (list.scrollTop = top), down);
    const above = await w.page.waitForFunction(() => {
      const box = document.getElementById('alerts')!.getBoundingClientRect();
      const hit = document.elementFromPoint(box.left + 30, box.top + 5);
      return hit?.className === 'day-name' ? hit.textContent : undefined;
    });
    seen.add(String(await above.jsonValue()));
  }
  expect(seen.size).toBeGreaterThan(2);
  expect(seen).toContain('Today');
});

test('words without end are wrapped, in the narrowest window too', async () => {
  await w.load({}, { width: 400, height: 640 });
  await lines().first().waitFor();
  await w.page.evaluate(async () => {
    const [line] = (await window.tradebell.call('inbox.page', { limit: 1 })).lines;
    const detail = await window.tradebell.call('inbox.detail', { id: line!.id });
    window.fake.answer('inbox.detail', { ...detail!, title: 'w'.repeat(300), body: 'b'.repeat(300), text: 'x'.repeat(20_000), item: 'i'.repeat(300) });
  });
  await lines().first().click();
  await w.page.getByRole('heading', { name: 'www' }).waitFor();
  const [needed, room] = await w.page.locator('.detail').evaluate((detail) => [detail.scrollWidth, detail.clientWidth]);
  expect(needed).toBe(room);
  expect(await w.page.locator('#detail').evaluate((pane) => pane.scrollWidth)).toBe(room);
});

test('nothing moves while pictures come, and a picture that does not come leaves the category’s sign', async () => {
  await w.load();
  await lines().first().waitFor();
  await w.page.waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>('.list img')].every((image) => image.complete && image.naturalWidth > 0));
  await lines().nth(2).click();
  await w.page.waitForFunction(() => document.querySelector<HTMLImageElement>('#detail img')?.naturalWidth);
  const shift = await w.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const entries: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!(entry as PerformanceEntry & { hadRecentInput: boolean }).hadRecentInput) entries.push((entry as PerformanceEntry & { value: number }).value);
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(entries.reduce((sum, value) => sum + value, 0))));
      })
  );
  expect(shift).toBe(0);
  const image = w.page.locator('.list img').first();
  const box = await image.boundingBox();
  await image.evaluate((element: HTMLImageElement) => {
    element.src = '/missing.png';
  });
  const tile = w.page.locator('.list .thumb > .tile:only-child').first();
  await tile.waitFor();
  expect(await tile.boundingBox()).toEqual(box);
});

test('an alert that is opened is read, and can be made unread again', async () => {
  await w.load();
  await lines().first().click();
  await title().waitFor();
  await w.called('inbox.markRead');
  expect(await lines().first().getAttribute('class')).not.toContain('line-unread');
  await w.page.getByRole('button', { name: 'Mark unread' }).click();
  await w.called('inbox.markUnread');
  await w.page.locator('.line-unread[aria-selected=true]').waitFor();
});

test('the whole inbox can be walked by keyboard', async () => {
  await w.load();
  await lines().first().waitFor();
  const titles = await lines().locator('.line-title').allTextContents();
  const { page } = w;
  await page.keyboard.press('j');
  expect(await activeText()).toBe(titles[0]);
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  expect(await activeText()).toBe(titles[1]);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('alerts');
  const pointed = await page.locator('#alerts').getAttribute('aria-activedescendant');
  expect(await page.locator(`#${pointed} .line-title`).textContent()).toBe(titles[1]);

  await page.keyboard.press('Enter');
  await title().waitFor();
  expect(await title().textContent()).toBe(titles[1]);
  await page.keyboard.press('u');
  await w.called('inbox.markUnread');
  await page.keyboard.press('r');
  await page.waitForFunction(() => document.activeElement?.id === 'reply');
  await page.keyboard.type('jk/?');
  expect(await page.locator('#reply').inputValue()).toBe('jk/?');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await title().waitFor({ state: 'detached' });

  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.id === 'search');
  await page.keyboard.type('walnut');
  await page.waitForFunction(() => [...document.querySelectorAll('[role=option] .line-text')].every((line) => /walnut/i.test(line.textContent)));
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.id === 'alerts');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#search')?.value === '');

  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('2');
  await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor();
});

test('all that the filter shows is marked read, and undo takes it back', async () => {
  await w.load();
  await w.page.locator('.side').getByRole('button', { name: /^Disputes/ }).click();
  await w.page.getByRole('heading', { name: 'Disputes' }).waitFor();
  await w.page.locator('.line-unread').first().waitFor();
  const before = await w.page.evaluate(() => window.fake.bridge.call('inbox.counts'));
  await w.page.keyboard.press('Shift+A');
  await w.page.locator('.toast').waitFor();
  await w.page.locator('.line-unread').first().waitFor({ state: 'detached' });
  const after = await w.page.evaluate(() => window.fake.bridge.call('inbox.counts'));
  expect(after.unreadByCategory.dispute ?? 0).toBe(0);
  expect(after.unreadByCategory.order).toBe(before.unreadByCategory.order);
  await w.page.getByRole('button', { name: 'Undo' }).click();
  await w.page.locator('.line-unread').first().waitFor();
  expect(await w.page.evaluate(() => window.fake.bridge.call('inbox.counts'))).toEqual(before);
});

test('what is in sight stays where it is when alerts come in on top', async () => {
  await w.load();
  await lines().first().waitFor();
  await w.page.locator('#alerts').evaluate((list) => {
    list.scrollTop = 2_345;
  });
  await w.page.waitForFunction(() => [...document.querySelectorAll('[role=option]')].some((line) => Number(line.getAttribute('aria-posinset')) > 28));
  const id = await w.page.evaluate(() => {
    const list = document.getElementById('alerts')!.getBoundingClientRect();
    return [...document.querySelectorAll('[role=option]')].find((line) => line.getBoundingClientRect().top > list.top + 60)!.id;
  });
  const before = await topOf(id);
  await w.page.evaluate(() => window.fake.arrive(7));
  await w.page.getByRole('button', { name: '7 new alerts' }).waitFor();
  await w.page.locator(`#${id}`).waitFor();
  expect(await topOf(id)).toBeCloseTo(before!, 0);
  expect(await w.page.locator('[aria-live]').textContent()).toBe('7 new alerts');
  await w.page.evaluate(() => window.fake.arrive(250));
  await w.page.getByRole('button', { name: '257 new alerts' }).waitFor();
  // The lines follow with the scroll event, in the same frame as the button is painted.
  await w.page.locator(`#${id}`).waitFor();
  expect(await topOf(id)).toBeCloseTo(before!, 0);
  await w.page.getByRole('button', { name: '257 new alerts' }).click();
  await w.page.waitForFunction(() => document.getElementById('alerts')?.scrollTop === 0);
});

test('a change is read again without making the lines anew', async () => {
  await w.load();
  await lines().first().waitFor();
  await w.page.evaluate(() => {
    for (const line of document.querySelectorAll('[role=option]')) Object.assign(line, { same: true });
  });
  await w.page.evaluate(() => window.fake.arrive(1));
  await w.page.waitForFunction(() => document.querySelector('[role=option]') !== null && !('same' in document.querySelector('[role=option]')!));
  const kept = await w.page.evaluate(() => [...document.querySelectorAll('[role=option]')].filter((line) => 'same' in line).length);
  expect(kept).toBeGreaterThan(8);
});

test('100,000 alerts open at once and scroll without end, with few lines in the page', async () => {
  await w.load({ count: 100_000 });
  await lines().first().waitFor();
  const { page } = w;
  const list = page.locator('#alerts');
  for (let turn = 1; turn <= 40; turn += 1) {
    const reached = await list.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
      return element.scrollHeight;
    });
    await page.waitForFunction((was) => document.getElementById('alerts')!.scrollHeight > was, reached);
  }
  await page.waitForFunction(() => document.querySelectorAll('.line-blank').length === 0 && document.querySelectorAll('[role=option]').length > 5);
  expect(await lines().count()).toBeLessThan(60);
  const place = await lines().last().getAttribute('aria-posinset');
  expect(Number(place)).toBeGreaterThan(3_000);
  await list.evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  await page.waitForFunction(() => document.querySelectorAll('.line-blank').length === 0);
  const slowest = await page.evaluate(async () => {
    const list = document.getElementById('alerts')!;
    let last = performance.now();
    const times: number[] = [];
    for (let step = 0; step < 60; step += 1) {
      list.scrollTop -= 300;
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.9)]!;
  });
  expect(slowest).toBeLessThan(100);
});

test('a reply says honestly what became of it, and keeps what was typed when it failed', async () => {
  await w.load();
  await lines().nth(1).click();
  await w.page.locator('#reply').fill('Gladly!');
  await w.page.evaluate(() => window.fake.answer('inbox.act', { ok: false, trouble: { code: 'unreachable', detail: 'EHOSTUNREACH' } }));
  await w.page.keyboard.press('Control+Enter');
  await w.page.getByText('Not done.').waitFor();
  expect(await w.page.locator('#reply').inputValue()).toBe('Gladly!');
  await w.page.evaluate(() => window.fake.answer('inbox.act', { ok: true }));
  await w.page.getByRole('button', { name: 'Send' }).click();
  await w.page.getByText('Your node took the message.').first().waitFor();
  expect(await w.page.locator('#reply').inputValue()).toBe('');
});

test('a narrow window shows one thing at a time', async () => {
  await w.load({}, { width: 400, height: 640 });
  await lines().first().waitFor();
  await w.page.locator('#alerts').evaluate((list) => {
    list.scrollTop = 1_200;
  });
  await w.page.waitForFunction(() => Number(document.querySelector('[role=option]')?.getAttribute('aria-posinset')) > 4);
  await lines().nth(9).click();
  await title().waitFor();
  await w.page.waitForFunction(() => document.activeElement?.id === 'detail');
  expect(await w.page.locator('#alerts').isVisible()).toBe(false);
  await w.page.getByRole('button', { name: 'Back' }).click();
  expect(await w.page.locator('#alerts').isVisible()).toBe(true);
  await w.page.waitForFunction(() => document.activeElement?.id === 'alerts');
  expect(await w.page.locator('#alerts').evaluate((list) => list.scrollTop)).toBeGreaterThan(1_100);
  expect(await w.page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
});

test('the main process can send the window to an alert, to reply to it', async () => {
  await w.load();
  await lines().first().waitFor();
  await w.page.evaluate(() => window.fake.emit('go', { view: 'alert', id: 3_999, reply: true }));
  await w.page.waitForFunction(() => document.activeElement?.id === 'reply');
  expect(await title().textContent()).toContain('wrote to you');
  await w.page.evaluate(() => window.fake.emit('go', { view: 'connections', id: 'away' }));
  await w.page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Summer stall'));
});

test('when the main process does not answer, it is said, and tried again', async () => {
  await w.load();
  await lines().first().waitFor();
  await w.page.evaluate(() => {
    window.fake.answer('inbox.page', new Error('gone'));
    window.fake.emit('journal.changed', { ids: [] });
  });
  await w.page.getByRole('alert').waitFor();
  expect(await lines().count()).toBeGreaterThan(5);
  await w.page.evaluate(() => window.fake.answer('inbox.page'));
  await w.page.getByRole('button', { name: 'Try again' }).click();
  await w.page.getByRole('alert').waitFor({ state: 'detached' });
});
