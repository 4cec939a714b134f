import { BaseSequencer } from 'vitest/node';

/** Short files whose tests take longest: begun last, one of them would run for a minute with nothing beside it. */
const LONGEST = ['demo', 'window-access', 'window-language', 'cloud', 'roads'];

/** The usual order (what failed, then what took long the last time, then what is large), but these first. */
export class LongestFirst extends BaseSequencer {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const place = ({ moduleId }) => LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
    const usual = await super.sort(files);
    const first = usual.filter((file) => place(file) >= 0).toSorted((a, b) => place(a) - place(b));
    return [...first, ...usual.filter((file) => place(file) < 0)];
  }
}
