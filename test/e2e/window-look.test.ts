import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeOptions } from '../renderer/fake-bridge.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const SIZES = [{ width: 900, height: 700 }, { width: 400, height: 640 }] as const;
const first = () => w.page.locator('[role=option]').first();

/** How far things moved by themselves since the page was loaded (the layout-shift score of browsers). */
const shifted = () =>
  w.page.evaluate(
    () =>
      new Promise<{ sum: number; what: string[] }>((resolve) => {
        type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
        const all: Shift[] = [];
        // A number that counts down from 10 to 9 is one digit shorter: that is news, not a jump.
        const isNumber = (node: Node | null): boolean => (node instanceof Element ? node : (node?.parentElement ?? null))?.closest('.count') instanceof Element;
        new PerformanceObserver((list) => all.push(...(list.getEntries() as Shift[]))).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const entries = all.filter(({ sources }) => !sources.every(({ node }) => isNumber(node)));
            resolve({
              sum: entries.reduce((sum, { value }) => sum + value, 0),
              what: entries.flatMap(({ sources }) => sources.map(({ node }) => (node instanceof Element ? node.className || node.tagName : (node?.textContent ?? '')))),
            });
          })
        );
      })
  );

const VIEWS: Record<string, { options?: Partial<FakeOptions>; go: () => Promise<void> }> = {
  'the inbox': { go: () => first().waitFor() },
  'an open alert': {
    async go() {
      await first().click();
      await w.page.locator('#detail-title').waitFor();
    },
  },
  welcome: { options: { count: 0, scenario: 'empty' }, go: () => w.page.getByRole('button', { name: 'Add your first connection' }).waitFor() },
  'an empty inbox': { options: { count: 0, scenario: 'one' }, go: () => w.page.getByRole('heading', { name: 'All quiet' }).waitFor() },
  connections: {
    async go() {
      await first().waitFor();
      await w.page.locator('.place-connections').click();
      await w.page.locator('.card').first().waitFor();
    },
  },
  settings: {
    async go() {
      await first().waitFor();
      await w.page.locator('.place-settings').click();
      await w.page.getByRole('group', { name: 'Text size' }).waitFor();
    },
  },
};

test.each(Object.keys(VIEWS))('nothing jumps while %s is loaded, wide or narrow, in any text size', async (name) => {
  const { options, go } = VIEWS[name]!;
  for (const textSize of ['normal', 'larger'] as const) {
    for (const size of SIZES) {
      await w.load({ count: 400, ...options, settings: { textSize } }, size);
      await go();
      expect(await shifted(), `${textSize} at ${size.width}`).toEqual({ sum: 0, what: [] });
    }
  }
  expect(w.complaints).toEqual([]);
});

test('a first start is never mistaken for an empty inbox, nor the other way round', async () => {
  await w.page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      if (document.querySelector('.list-pane') !== null && !seen.includes('inbox')) seen.push('inbox');
      if (document.querySelector('.welcome') !== null && !seen.includes('welcome')) seen.push('welcome');
    }).observe(document, { childList: true, subtree: true });
  });
  const seen = () => w.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  await w.load({ count: 0, scenario: 'empty' });
  await w.page.getByRole('button', { name: 'Add your first connection' }).waitFor();
  expect(await seen()).toEqual(['welcome']);
  await w.load({ count: 0, scenario: 'one' });
  await w.page.getByRole('heading', { name: 'All quiet' }).waitFor();
  expect(await seen()).toEqual(['inbox']);
});

test('a larger text makes larger lines, which still stand one below the other and hold their words', async () => {
  for (const [textSize, height, font] of [['normal', 88, 14], ['large', 99, 15.75], ['larger', 110, 17.5]] as const) {
    for (const size of SIZES) {
      await w.load({ count: 400, settings: { textSize } }, size);
      await first().waitFor();
      const lines = await w.page.locator('[role=option]').evaluateAll((all) =>
        all.map((line) => {
          const { top, height } = line.getBoundingClientRect();
          const text = line.querySelector('.line-text')!;
          return { top, height, over: text.scrollHeight > text.clientHeight + 1, font: parseFloat(getComputedStyle(line.querySelector('.line-title')!).fontSize) };
        })
      );
      expect(lines.every((line) => line.height === height && line.font === font && !line.over)).toBe(true);
      expect(lines[1]!.top - lines[0]!.top).toBe(height);
      expect(await w.page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
    }
  }
});

test('the text size is chosen in Settings, at once', async () => {
  await w.load();
  await w.page.locator('.place-settings').click();
  const heading = w.page.getByRole('heading', { name: 'Settings' });
  const sizeOf = () => heading.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const before = await sizeOf();
  await w.page.getByRole('radio', { name: 'Larger' }).check();
  await w.page.waitForFunction(() => document.documentElement.dataset['text'] === 'larger');
  expect(await sizeOf()).toBe(before * 1.25);
  expect(await w.page.evaluate(() => window.fake.calls.at(-1))).toEqual({ name: 'settings.change', request: { textSize: 'larger' } });
});

test('no view is wider than the narrowest window in the largest text', async () => {
  for (const scenario of ['busy', 'wallet', 'cloud', 'doshii'] as const) {
    await w.load({ count: 40, scenario, settings: { textSize: 'larger' } }, SIZES[1]);
    for (const place of ['inbox', 'connections', 'settings']) {
      await w.page.locator(`.place-${place}`).click();
      await w.page.locator('h1').first().waitFor({ state: 'attached' });
      const wide = await w.page.evaluate(() => [...document.querySelectorAll('main, main *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.closest('.list-categories') === null && element.closest('.unseen') === null && element.closest('[aria-hidden]') === null).map((element) => element.className || element.tagName));
      expect(wide, `${scenario}, ${place}`).toEqual([]);
    }
  }
});

test('the places stay in sight in the largest text, however many connections there are', async () => {
  await w.load({ count: 40, settings: { textSize: 'larger' } });
  await first().waitFor();
  for (const which of ['.brand', '.place-settings', '.place-keys']) {
    const { y, height } = (await w.page.locator(which).boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThanOrEqual(700);
  }
});

test('what cannot be read says so in each view, and is read again when asked to', async () => {
  for (const [place, name] of [['connections', 'connections.list'], ['settings', 'settings.get']] as const) {
    await w.load({ failing: [name] });
    await first().waitFor();
    await w.page.locator(`.place-${place}`).click();
    const failed = w.page.getByRole('heading', { name: 'This could not be read.' });
    await failed.waitFor();
    await w.page.evaluate((call) => window.fake.answer(call), name);
    await w.page.locator('.empty').getByRole('button', { name: 'Try again' }).click();
    await failed.waitFor({ state: 'detached' });
    expect(await w.page.locator('.banner-bad').count()).toBe(0);
    await w.page.locator(place === 'settings' ? '.segments' : '.card').first().waitFor();
  }
  await w.load({ failing: ['inbox.page'] });
  await w.page.getByRole('heading', { name: 'The inbox could not be read.' }).waitFor();
  await w.page.evaluate(() => window.fake.answer('inbox.page'));
  await w.page.locator('.list-pane').getByRole('button', { name: 'Try again' }).click();
  await first().waitFor();
});

test('the shapes of the categories are told apart without their colours', async () => {
  await w.load();
  await first().waitFor();
  const shapes = await w.page.locator('.rules .tile, [role=option] .tile').evaluateAll((tiles) =>
    tiles.map((tile) => [[...tile.classList].find((name) => name.startsWith('tile-') && name !== 'tile-small'), getComputedStyle(tile, '::before').clipPath] as const)
  );
  const known = new Map(shapes);
  expect(known.size).toBeGreaterThan(4);
  expect(new Set(known.values()).size).toBe(known.size);
});

test('in a theme of forced colours what is chosen and where the focus is can still be seen', async () => {
  await w.page.emulateMedia({ forcedColors: 'active' });
  await w.load();
  await first().click();
  await w.page.locator('#detail-title').waitFor();
  const outlined = (which: string) => w.page.locator(which).first().evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outlined('[role=option][aria-selected=true]')).toBe('solid');
  expect(await outlined('.category[aria-pressed=true]')).toBe('solid');
  await w.page.locator('[role=option]').nth(1).click({ button: 'right' });
  await w.page.getByRole('menu').waitFor();
  expect(await outlined('.menu-item:focus')).toBe('solid');
  await w.page.emulateMedia({ forcedColors: null });
});
