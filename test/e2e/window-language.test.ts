import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Language, LANGUAGES } from '../../src/shared/languages.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';
import type { FakeOptions } from '../renderer/fake-bridge.ts';
import { launch } from './launch.ts';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const SIZES = [
  { width: 400, height: 640 },
  { width: 900, height: 700 },
] as const;

type View = { options?: Partial<FakeOptions>; go(words: (typeof CATALOGUES)[Language]['window']): Promise<void> };

const click = (selector: string): Promise<void> => w.page.locator(selector).first().click();
const toConnections = async (): Promise<void> => {
  await click('.place-connections');
  await w.page.locator('.card').first().waitFor();
};
const toForm = (system: 'openbazaar' | 'ewallet' | 'acapy-cloud' | 'doshii', radio?: (words: Parameters<View['go']>[0]) => string): View => ({
  options: { scenario: 'one', count: 3 },
  async go(words) {
    await toConnections();
    await click('#add-connection');
    await w.page.getByRole('radio', { name: words.systems[system].name }).check();
    if (radio !== undefined) await w.page.getByRole('radio', { name: radio(words), exact: true }).check();
  },
});

/** Where labels stand side by side, or a sentence is long. */
const VIEWS: Readonly<Record<string, View>> = {
  inbox: { go: () => w.page.locator('[role=option]').first().waitFor() },
  detail: {
    async go() {
      await click('[role=option] >> nth=2');
      await w.page.locator('#detail-title').waitFor();
    },
  },
  welcome: { options: { count: 0, scenario: 'empty' }, go: () => w.page.locator('.welcome').waitFor() },
  banners: {
    options: { app: { keyring: 'locked', pausedUntil: null, journal: 'full' } },
    async go() {
      await w.page.locator('[role=option]').first().waitFor();
      await w.page.keyboard.press('Shift+A');
      await w.page.locator('.toast').waitFor();
    },
  },
  question: {
    options: { scenario: 'wallet', count: 12 },
    async go(words) {
      await click('[role=option]');
      await w.page.getByRole('button', { name: words.act.verbs.approve }).click();
      await w.page.locator('.yes[aria-disabled=false]').waitFor();
    },
  },
  connections: { go: toConnections },
  'connections of a wallet': { options: { scenario: 'wallet', count: 3 }, go: toConnections },
  'connections of a cloud': { options: { scenario: 'cloud', count: 3 }, go: toConnections },
  rules: {
    async go() {
      await toConnections();
      await click('.card-more summary');
    },
  },
  'form of a node': toForm('openbazaar'),
  'form of a wallet with keys': toForm('ewallet'),
  'form of a wallet with e-mail': toForm('ewallet', ({ form }) => form.ewallet.meansOf.login),
  'form of a cloud over NATS': toForm('acapy-cloud'),
  'form of a cloud over both': toForm('acapy-cloud', ({ form }) => form.cloud.roads.both),
  'form of Doshii': toForm('doshii', ({ form }) => form.doshii.environments.other),
  chats: {
    async go(words) {
      await w.page.locator('.category-chat >> visible=true').click();
      await w.page.getByRole('button', { name: words.quiet.chats, exact: true }).click();
      await click('.thread');
      await w.page.locator('.bubble').first().waitFor();
    },
  },
  story: {
    async go(words) {
      await click('[role=option] >> nth=2');
      await w.page.getByRole('button', { name: words.quiet.story }).click();
      await w.page.locator('.story-entry').first().waitFor();
    },
  },
  snooze: {
    async go(words) {
      await click('[role=option]');
      await w.page.getByRole('button', { name: words.quiet.snooze, exact: true }).click();
      await w.page.locator('dialog input[type=date]').waitFor();
    },
  },
  'quiet hours': {
    async go(words) {
      await click('.place-settings');
      await w.page.getByRole('button', { name: words.deliverySettings.hours.add }).click();
      await w.page.locator('.span').scrollIntoViewIfNeeded();
    },
  },
  'what deleting takes away': {
    async go(words) {
      await click('.place-settings');
      await w.page.getByRole('button', { name: words.dataSettings.deleteAll, exact: true }).click();
      await w.page.locator('dialog').waitFor();
    },
  },
  network: {
    async go(words) {
      await toConnections();
      await w.page.getByRole('button', { name: words.connections.edit, exact: true }).first().click();
      await w.page.locator('summary', { hasText: words.form.network.title }).click();
      await w.page.locator('details[open]').first().scrollIntoViewIfNeeded();
    },
  },
  'sample data': {
    options: { count: 0, scenario: 'empty' },
    async go(words) {
      await w.page.getByRole('button', { name: words.welcome.look }).click();
      await w.page.locator('.banner-sample').waitFor();
      await w.page.locator('[role=option]').first().waitFor();
    },
  },
  settings: {
    async go() {
      await click('.place-settings');
      await w.page.locator('.settings .segments').first().waitFor();
    },
  },
  keys: {
    async go() {
      await w.page.locator('[role=option]').first().waitFor();
      await w.page.keyboard.press('?');
      await w.page.locator('.key-groups').waitFor();
    },
  },
};

/** Labels that are cut, stand out of what they are in, or out of the window. A connection’s name may be of any length: what of it is not shown is its title. */
const overflowing = (): Promise<string[]> =>
  w.page.evaluate(() => {
    const found: string[] = [];
    // What is further along in a strip that scrolls is not cut.
    const scrolls = (element: Element | null): boolean =>
      element !== null && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth ? true : scrolls(element.parentElement));
    for (const element of document.querySelectorAll<HTMLElement>('button, label, legend, summary, h1, h2, h3, p, dt, dd, select, option, .segments span, .category > span:not(.dot, [title]), .place > span:not(.signed), .chip')) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility() || element.closest('[role=listbox]') !== null) continue;
      if (scrolls(element)) continue;
      const cut = getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1;
      if (cut || box.right > innerWidth + 1 || box.left < -1) found.push(`${element.tagName} ${element.className}: ${element.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page itself');
    return found;
  });

const OF_EACH = LANGUAGES.flatMap((language) => SIZES.flatMap((size) => Object.keys(VIEWS).map((view) => ({ language, size, view, width: size.width }))));

test.each(OF_EACH)('$language: nothing is cut in $view at $width', async ({ language, size, view }) => {
  const { options, go } = VIEWS[view]!;
  await w.load({ ...options, app: { ...options?.app, language, locale: language } }, size);
  await go(CATALOGUES[language].window);
  const shots = process.env['TRADEBELL_SHOTS'];
  if (shots !== undefined) await w.page.screenshot({ path: path.join(shots, `${language}-${view.replaceAll(' ', '-')}-${size.width}.png`) });
  expect(await overflowing()).toEqual([]);
  expect(w.complaints).toEqual([]);
});

test('the first words that the page shows are of its language, and so is the page', async () => {
  await w.page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    new MutationObserver(() => shown.push(document.body?.textContent ?? '')).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await w.load({ app: { language: 'es', locale: 'es-MX' } });
  await w.page.locator('.place-settings', { hasText: CATALOGUES.es.window.places.settings }).waitFor();
  const shown = await w.page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  const { settings } = CATALOGUES.en.window.places;
  expect(shown.some((text) => text.includes(CATALOGUES.es.window.places.settings))).toBe(true);
  expect(shown.filter((text) => text.includes(settings))).toEqual([]);
  expect(await w.page.locator('html').getAttribute('lang')).toBe('es-MX');
});

test('another language is spoken as soon as it is chosen, in every place', async () => {
  await w.load();
  await click('.place-settings');
  await w.page.getByRole('radio', { name: 'Español' }).check();
  await w.page.getByRole('heading', { name: CATALOGUES.es.window.settings.title }).waitFor();
  expect(await w.page.getByRole('radio', { name: 'Español' }).isChecked()).toBe(true);
  expect(await w.page.locator('html').getAttribute('lang')).toBe('es');
  await toConnections();
  await w.page.getByRole('heading', { name: CATALOGUES.es.window.connections.title, level: 1 }).waitFor();
  await click('#add-connection');
  await w.page.getByText(CATALOGUES.es.window.form.system).waitFor();
  await click('.place-settings');
  await w.page.getByRole('radio', { name: 'English' }).check();
  await w.page.getByRole('heading', { name: 'Settings' }).waitFor();
  await toConnections();
  await click('#add-connection');
  await w.page.getByText(CATALOGUES.en.window.form.system).waitFor();
  expect(w.complaints).toEqual([]);
});

test('a language is changed at once: no moment shows words of two', async () => {
  await w.load();
  await click('.place-settings');
  await w.page.getByRole('radio', { name: 'Español' }).waitFor();
  await w.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      seen.push(document.querySelector('.shell')?.textContent ?? '');
      requestAnimationFrame(look);
    };
    look();
  });
  await w.page.getByRole('radio', { name: 'Español' }).check();
  const { appearance } = CATALOGUES.es.window.settings;
  await w.page.waitForFunction((word) => (window as unknown as { seen: string[] }).seen.at(-1)?.includes(word), appearance);
  const of = (language: Language): string[] => {
    const { places, settings, dataSettings, deliverySettings, rules } = CATALOGUES[language].window;
    return [places.connections, settings.appearance, dataSettings.keepHelp, deliverySettings.hours.lead, rules.legend];
  };
  const seen = await w.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(seen.filter((text) => of('en').some((word) => text.includes(word)) && of('es').some((word) => text.includes(word)))).toEqual([]);
  expect(of('es').filter((word) => !seen.at(-1)?.includes(word))).toEqual([]);
});

test('a language that cannot be read is stood in for by English', async () => {
  const words = w.built.languages.es.first.filter((file) => !w.built.first.includes(file));
  expect(words).not.toEqual([]);
  for (const file of words) fs.renameSync(path.join(w.folder, file), path.join(w.folder, `${file}.away`));
  onTestFinished(() => words.forEach((file) => fs.renameSync(path.join(w.folder, `${file}.away`), path.join(w.folder, file))));
  await w.load({ app: { language: 'es', locale: 'es' } });
  await w.page.locator('.place-settings', { hasText: CATALOGUES.en.window.places.settings }).waitFor();
});

test('the app speaks the system’s language, and another one everywhere once it is chosen', async () => {
  const it = await launch({ env: { LANG: 'es_MX.UTF-8', LANGUAGE: 'es_MX:es', LC_ALL: 'es_MX.UTF-8' } });
  onTestFinished(() => it.close());
  const page = await it.firstWindow();
  await page.getByRole('button', { name: CATALOGUES.es.window.welcome.start }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^es/);
  const tray = await it.tray();
  await tray.until(({ menu }) => menu.some(({ label }) => label === CATALOGUES.es.desktop.quit));
  await page.locator('.place-settings').click();
  await page.getByRole('button', { name: CATALOGUES.es.window.settings.test }).click();
  await it.notifications.calls.find(({ title, actions }) => title === CATALOGUES.es.desktop.test.title && actions.every(({ label }) => label !== 'Open'));
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await tray.until(({ menu }) => menu.some(({ label }) => label === CATALOGUES.en.desktop.quit));
  await page.getByRole('button', { name: CATALOGUES.en.window.settings.test }).click();
  await it.notifications.calls.find(({ title }) => title === CATALOGUES.en.desktop.test.title);
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
});
