import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aboutHandlers } from '../../src/desktop/about-handlers.ts';
import { About } from '../../src/shared/about.ts';
import type { UpdateState } from '../../src/shared/updates.ts';

function world() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tradebell-about-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let state: UpdateState = { state: 'idle' };
  const handlers = aboutHandlers({
    host: { version: '0.1.0', platform: 'linux', builtFolder: folder },
    updates: {
      state: () => state,
      async look() {
        state = { state: 'ready', version: '0.2.0' };
      },
      restart: () => state.state === 'ready',
    },
    packageKind: 'appimage',
    homepage: 'https://tradebell.example',
  });
  return { folder, handlers };
}

test('it says what it is and what it runs on', async () => {
  const { handlers } = world();
  const about = About.parse(await handlers['about.get'](undefined));
  expect(about).toMatchObject({ version: '0.1.0', node: process.versions.node, packageKind: 'appimage', homepage: 'https://tradebell.example' });
});

test('licences are shown where they were written, and their absence is no fault', async () => {
  const { folder, handlers } = world();
  expect(await handlers['about.licences'](undefined)).toBeNull();
  writeFileSync(path.join(folder, 'licences.txt'), 'preact 11.2.0 (MIT)');
  expect(await handlers['about.licences'](undefined)).toBe('preact 11.2.0 (MIT)');
});

test('a look answers with what came of it, and what is ready is installed', async () => {
  const { handlers } = world();
  expect(await handlers['updates.install'](undefined)).toBe(false);
  expect(await handlers['updates.check'](undefined)).toEqual({ state: 'ready', version: '0.2.0' });
  expect(await handlers['updates.get'](undefined)).toEqual({ state: 'ready', version: '0.2.0' });
  expect(await handlers['updates.install'](undefined)).toBe(true);
});
