import { writeFileSync } from 'node:fs';

/**
 * A vitest reporter that writes what happened, as numbers and reasons, to the file that TRADEBELL_TEST_COUNT names. A file that could not be
 * loaded, a failing hook and an error outside of any test count as failures too: none of them is in vitest's own count of tests.
 */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      for (const part of [module, ...module.children.allSuites()]) count.failed += part.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') count.passed++;
        else if (result.state === 'skipped') count.skipped.push({ name: test.fullName, reason: result.note ?? null });
        else count.failed++;
      }
    }
    writeFileSync(process.env.TRADEBELL_TEST_COUNT, JSON.stringify(count));
  }
}
