import os from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/test/longest-first.mjs';

const E2E = 'test/e2e/**/*.test.ts';
const CONTRACT = 'test/contract/**/*.test.ts';
/** Tries out packages, which `npm run test:installers` makes first: vitest.installers.config.ts. */
const INSTALLERS = 'test/installers/**';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Times in test data are UTC; a machine's own zone must not decide whether a test passes.
    env: { TZ: 'UTC' },
    sequence: { sequencer: LongestFirst },
    // Most of what they do is waiting: on two processors vitest would take one.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.{ts,tsx}'], exclude: [E2E, CONTRACT, INSTALLERS], pool: 'forks', testTimeout: 20_000 },
      },
      {
        extends: true,
        test: { name: 'contract', include: [CONTRACT], pool: 'forks', testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [E2E],
          sequence: { groupOrder: 1 }, // after all that needs no app
          globalSetup: 'test/e2e/global-setup.ts',
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
