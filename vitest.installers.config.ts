import { defineConfig } from 'vitest/config';

/** Apart from the other tests, as these need packages: `npm run test:installers` makes them first. */
export default defineConfig({
  test: {
    name: 'installers',
    include: ['test/installers/**/*.test.ts'],
    env: { TZ: 'UTC' },
    globalSetup: 'test/installers/global-setup.ts',
    pool: 'forks',
    fileParallelism: false, // there is one package of a name on a machine
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
