import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import type { Place } from '../../src/shared/bridge.ts';
import { type Launched, type LaunchOptions, launch } from './launch.ts';
import { runInTerminal } from './terminal.ts';

const HELP = /--quit +end the Tradebell that is running/;

async function running(options?: LaunchOptions): Promise<Launched> {
  const it = await launch(options);
  onTestFinished(() => it.close());
  return it;
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'tradebell-launching-'));
  onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return made;
}

/** As the running app sees the machine, so that another start finds it. */
const around = (it: Launched): NodeJS.ProcessEnv => ({ ...process.env, XDG_CONFIG_HOME: it.configHome, XDG_CACHE_HOME: it.configHome, ...it.desktop.env });
const windows = (it: Launched) => it.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** Hidden, and up: its tray is there. */
async function hidden(options: LaunchOptions = {}): Promise<Launched> {
  const it = await running({ ...options, args: ['--hidden', ...(options.args ?? [])] });
  await (await it.tray()).until(({ menu }) => menu.length > 0);
  return it;
}

/** Where the page is sent from now on. */
async function places(page: Page): Promise<{ next(): Promise<Place> }> {
  await page.evaluate(() => {
    const waiting: Place[] = [];
    let wake = (): void => {};
    window.tradebell.on('go', (place) => {
      waiting.push(place);
      wake();
    });
    const next = async (): Promise<Place> => {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift()!;
    };
    Object.assign(window, { next });
  });
  return { next: () => page.evaluate(() => (window as unknown as { next(): Promise<Place> }).next()) };
}

test('questions are answered and mistakes refused, and nothing is started or written', async () => {
  const home = await folder();
  const env = { ...process.env, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const data = path.join(home, 'data');
  const say = (...args: string[]) => runInTerminal([`--user-data-dir=${path.join(home, 'user')}`, ...args], env);
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(await say('--version', '--data-dir', data)).toMatchObject({ out: `Tradebell ${version}\n`, code: 0 });
  expect(await say('--help')).toMatchObject({ out: expect.stringMatching(HELP), code: 0 });
  expect(await say('--hiden')).toMatchObject({ out: '', err: expect.stringContaining('Tradebell does not know --hiden.'), code: 2 });
  expect(await say('--data-dir')).toMatchObject({ out: '', err: expect.stringContaining('--data-dir wants a folder'), code: 2 });
  expect(await say('--data-dir', path.resolve('package.json'))).toMatchObject({ err: expect.stringContaining('This folder cannot be used'), code: 2 });
  const written = await readdir(home, { recursive: true });
  expect(written.filter((name) => /log|settings|journal|Singleton|^data/.test(name))).toEqual([]);
});

test('a hidden start shows nothing, not even the first; what is asked of a second one meanwhile disturbs nobody', async () => {
  const it = await hidden();
  const say = (...args: string[]) => runInTerminal([`--user-data-dir=${it.userData}`, ...args], around(it));
  expect(await say('--version')).toMatchObject({ out: expect.stringMatching(/^Tradebell \d/), code: 0 });
  expect(await say('--help')).toMatchObject({ out: expect.stringMatching(HELP), code: 0 });
  expect((await say('--nonsense')).code).toBe(2);
  expect((await say('--hidden')).code).toBe(0);
  expect(await windows(it)).toBe(0);
  const opened = it.firstWindow();
  expect((await say('--show')).code).toBe(0);
  await (await opened).waitForSelector('main');
});

test('a link opens its place: by a second start, by the system, and by the first start; one that means nothing opens the inbox', async () => {
  const it = await running();
  const first = await it.firstWindow();
  // Without a connection there is only the welcome.
  const added = await first.evaluate(() => window.tradebell.call('connections.add', { system: 'openbazaar', name: 'Away', url: 'http://127.0.0.1:1', auth: 'none' }));
  await it.restart({ args: ['--hidden'] });
  await (await it.tray()).until(({ menu }) => menu.length > 0);
  const opened = it.firstWindow();
  expect(await it.secondStart('tradebell://inbox?category=chat')).toBe(0);
  const page = await opened;
  await page.locator('.category-chat[aria-pressed=true]').first().waitFor();

  const { next } = await places(page);
  for (const [link, place] of [
    ['tradebell://alert/7', { view: 'alert', id: 7 }],
    ['tradebell://connection/none-of-this-name', { view: 'connections', id: 'none-of-this-name' }],
    ['tradebell://alert/7/approve?ask=approve', { view: 'inbox' }],
    ['TRADEBELL://connections/add?url=http://127.0.0.1:1', { view: 'inbox' }],
  ] as const) {
    expect(await it.secondStart('--', link)).toBe(0);
    expect(await next()).toEqual(place);
  }
  const prevented = await it.app.evaluate(({ app }) => {
    let asked = 0;
    app.emit('open-url', { preventDefault: () => (asked += 1) }, 'tradebell://inbox?category=order');
    return asked;
  });
  expect([prevented, await next()]).toEqual([1, { view: 'inbox', category: 'order' }]);
  await page.locator('.category-order[aria-pressed=true]').first().waitFor();
  expect(await page.evaluate(() => window.tradebell.call('connections.list').then((list) => list.map(({ id }) => id)))).toEqual([added.ok && added.id]);

  await it.restart({ args: ['tradebell://connection/any'] });
  await (await it.firstWindow()).getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
});

test('--quit ends the one that runs, and says so where none does', async () => {
  const it = await hidden();
  const say = () => runInTerminal([`--user-data-dir=${it.userData}`, '--quit'], around(it));
  const exited = once(it.app.process(), 'exit');
  expect(await say()).toMatchObject({ code: 0, out: '' });
  expect(await exited).toEqual([0, null]);
  expect(await say()).toMatchObject({ code: 0, out: expect.stringContaining('Tradebell is not running.') });
});

test('each data folder has a Tradebell of its own, with its own settings and its own second starts', async () => {
  const data = path.join(await folder(), 'of its own');
  const it = await hidden({ args: ['--data-dir', data] });
  expect(await it.app.evaluate(({ app }) => app.getPath('userData'))).toBe(data);
  const opened = it.firstWindow();
  const usual = [`--user-data-dir=${it.userData}`];
  expect((await runInTerminal([...usual, '--show', '--data-dir', data], around(it))).code).toBe(0);
  await (await opened).evaluate(() => window.tradebell.call('settings.change', { theme: 'dark' }));
  expect(await readdir(data)).toEqual(expect.arrayContaining(['journal', 'settings.json', 'tradebell.log']));

  expect((await runInTerminal([...usual, '--quit'], around(it))).out).toContain('Tradebell is not running.');
  const exited = once(it.app.process(), 'exit');
  expect((await runInTerminal([...usual, '--quit', '--data-dir', data], around(it))).out).toBe('');
  expect(await exited).toEqual([0, null]);
});

test('start at login is a file of the desktop that starts this very Tradebell, and is gone when switched off', async () => {
  const it = await running();
  const page = await it.firstWindow();
  await page.waitForSelector('main');
  const items = () => readdir(path.join(it.configHome, 'autostart'));
  const turn = (atLogin: boolean) => page.evaluate((to) => window.tradebell.call('settings.change', { atLogin: to }), atLogin);
  expect((await turn(true)).atLogin).toBe(true);
  const [name = ''] = await items();
  expect(await items()).toHaveLength(1);
  const entry = await readFile(path.join(it.configHome, 'autostart', name), 'utf8');
  const [, command = ''] = /^Exec=(.*)$/m.exec(entry) ?? [];
  expect(command).toMatch(/ --hidden --data-dir=\S+$/);
  expect(command).toContain(it.userData);

  await turn(false);
  expect(await items()).toEqual([]);
  await turn(true);
  const exited = once(it.app.process(), 'exit');
  // What the desktop would run, with the wish to end what it finds: the same folder, so the same Tradebell.
  const [, , ...args] = command.split(' ');
  expect(await runInTerminal([...args, '--quit'], around(it))).toMatchObject({ out: '', code: 0 });
  await exited;
});
