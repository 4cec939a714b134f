import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkedConfiguration } from '../../scripts/dist/configuration.mjs';
import { chooseTargets } from '../../scripts/dist/targets.mjs';
import manifest from '../../package.json' with { type: 'json' };
import { APP_ID } from '../../src/desktop/app-id.ts';
import { LINK_SCHEME } from '../../src/desktop/deep-links.ts';
import { readCommandLine } from '../../src/desktop/command-line.ts';
import { LANGUAGES } from '../../src/shared/languages.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

// electron-builder takes its time to be loaded.
describe('electron-builder.yml', { timeout: 60_000 }, () => {
  test("is valid by electron-builder's own schema, for all platforms", async () => {
    const config = await checkedConfiguration(root);
    expect(config).toMatchObject({ appId: APP_ID, productName: 'Tradebell', executableName: 'tradebell' });
  });

  test('is refused where the schema does not know a setting', async () => {
    await expect(checkedConfiguration(root, { linux: { colour: 'blue' } } as object)).rejects.toThrow('electron-builder.yml is not valid');
  });

  test('names the packages that dist knows', async () => {
    const { linux, win, mac } = await checkedConfiguration(root);
    const everything = { official: true, hasTool: () => true };
    expect(chooseTargets({ ...everything, platform: 'linux' }).chosen).toEqual(linux?.target);
    expect(chooseTargets({ ...everything, platform: 'win32' }).chosen).toEqual(targetNames(win?.target));
    expect(chooseTargets({ ...everything, platform: 'darwin' }).chosen).toEqual(targetNames(mac?.target));
  });

  test('shuts every door that fuses can shut', async () => {
    const { electronFuses } = await checkedConfiguration(root);
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('registers the links that Tradebell understands', async () => {
    const { protocols } = await checkedConfiguration(root);
    expect(protocols).toEqual([expect.objectContaining({ schemes: [LINK_SCHEME] })]);
  });

  test("offers in the desktop's menu only what the command line understands", async () => {
    const { linux } = await checkedConfiguration(root);
    const { desktopActions, entry } = linux!.desktop as {
      desktopActions: Record<string, { Exec: string }>;
      entry: Record<string, string>;
    };
    const actions = Object.entries(desktopActions);
    expect(actions.map(([name]) => `${name};`).join('')).toBe(entry['Actions']);
    const wishes = actions.map(([, { Exec }]) => {
      const [program, ...args] = Exec.split(' ');
      expect(program).toBe('tradebell');
      return readCommandLine(args);
    });
    expect(wishes).toMatchObject([
      { outcome: 'run', wish: { do: 'open' } },
      { outcome: 'run', wish: { do: 'quit' } },
    ]);
  });

  test("stands in the desktop's menu in every language that Tradebell speaks", async () => {
    const { linux } = await checkedConfiguration(root);
    const { desktopActions, entry } = linux!.desktop as {
      desktopActions: Record<string, Record<string, string>>;
      entry: Record<string, string>;
    };
    // As a desktop names them: no system's language is called `zh` alone, and simplified Chinese is that of zh_CN.
    const others = LANGUAGES.filter((language) => language !== 'en').map((language) => (language === 'zh' ? 'zh_CN' : language));
    const said = [...['GenericName', 'Comment', 'Keywords'].map((key) => [entry, key] as const), ...Object.values(desktopActions).map((action) => [action, 'Name'] as const)];
    for (const [group, key] of said) {
      const words = [key === 'Comment' ? manifest.description : group[key], ...others.map((locale) => group[`${key}[${locale}]`])];
      expect({ [key]: words.filter((one) => one === undefined || one === '') }).toEqual({ [key]: [] });
      // Translated, not copied.
      expect({ [key]: new Set(words).size }).toEqual({ [key]: words.length });
      // A list of words ends like one.
      if (key === 'Keywords') for (const one of words) expect(one).toMatch(/;$/);
    }
  });

  test('publishes nothing by itself', async () => {
    expect((await checkedConfiguration(root)).publish).toBeNull();
  });
});

test('mail and homepage are in package.json, and in no other place of the configuration', { timeout: 60_000 }, async () => {
  expect(manifest.author.name).toBe('Tradebell contributors');
  expect(JSON.stringify(await checkedConfiguration(root))).not.toMatch(/@tradebell|https:\/\/tradebell/);
});

function targetNames(targets: unknown): unknown {
  return Array.isArray(targets) ? targets.map((one: { target: string }) => one.target) : targets;
}
