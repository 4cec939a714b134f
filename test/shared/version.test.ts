import fs from 'node:fs';
import { expect, test } from 'vitest';
import { VERSION } from '../../src/shared/version.ts';

test('servers are told the version of the package', () => {
  const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(manifest.version);
});
