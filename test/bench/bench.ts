import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDisplay } from '../../scripts/display.mjs';
import { burst } from './burst.ts';
import { cloud } from './cloud.ts';
import { doshii } from './doshii.ts';
import { asData, asTable, type Figure, type Part } from './figures.ts';
import { inFolder } from './folders.ts';
import { footprint, footprintJournal } from './footprint.ts';
import { growth, sizesOf } from './growth.ts';
import { inbox, inboxSizes } from './inbox.ts';
import { latency } from './latency.ts';
import { fillPastJournals, type PastJournals, type Wanted } from './past-journals.ts';
import { scrolledJournal, scrolling } from './scrolling.ts';
import { searchedJournal, searching } from './searching.ts';
import { sizes } from './sizes.ts';
import { throughput } from './throughput.ts';
import { ROOT } from './tradebell.ts';
import { wallet } from './wallet.ts';

interface Run {
  readonly quick: boolean;
  readonly past: PastJournals;
  readonly profile: string | undefined;
}

interface Measure {
  readonly title: string;
  readonly journals?: (quick: boolean) => readonly Wanted[];
  run(run: Run): Promise<Figure[]>;
}

const MEASURES: Readonly<Record<string, Measure>> = {
  throughput: { title: 'A frame, from the socket to a decision on disk', run: throughput },
  growth: { title: 'One more alert in a large journal', journals: (quick) => Object.values(sizesOf(quick)), run: growth },
  latency: { title: 'A sale rings', run: latency },
  burst: { title: 'A burst', run: burst },
  wallet: { title: 'A wallet', run: wallet },
  cloud: { title: 'A wallet of a CloudAPI', run: cloud },
  doshii: { title: 'A Doshii', run: doshii },
  inbox: { title: 'The inbox', journals: inboxSizes, run: inbox },
  search: { title: 'Searching', journals: (quick) => [searchedJournal(quick)], run: searching },
  scroll: { title: 'Scrolling', journals: (quick) => [scrolledJournal(quick)], run: scrolling },
  sizes: { title: 'What the window loads', run: sizes },
  footprint: { title: 'Memory and start', journals: () => [footprintJournal], run: footprint },
};

const USAGE = `npm run bench -- [--only NAME] [--quick] [--json] [--profile]
  --only NAME  one part: ${Object.keys(MEASURES).join(', ')}; may be given several times
  --quick      fewer and smaller, in a minute
  --json       nothing but JSON on standard output
  --profile    of a burst, where the main process spends its time (a .cpuprofile beside the JSON)`;

/** Asked for in a way that cannot be: no stack is of use. */
class UsageError extends Error {}

function optionsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const secondsSince = (began: number): number => (performance.now() - began) / 1000;

async function run(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  if (process.platform !== 'linux') throw new UsageError('The bench reads memory and waiting times from /proc, and brings its own desktop: it runs on Linux only.');
  const names = options.only ?? Object.keys(MEASURES);
  const chosen = names.map((name): [string, Measure] => {
    const measure = Object.hasOwn(MEASURES, name) ? MEASURES[name] : undefined;
    if (measure === undefined) throw new UsageError(`There is no part "${name}".\n${USAGE}`);
    return [name, measure];
  });
  const { quick } = options;
  const folder = path.join(ROOT, 'bench-output');
  await mkdir(folder, { recursive: true });
  const began = performance.now();
  const parts: Part[] = [];
  const display = await startDisplay();
  Object.assign(process.env, display.env);
  delete process.env['WAYLAND_DISPLAY'];
  try {
    await inFolder(async (journals) => {
      const wanted = chosen.flatMap(([, { journals: ofPart }]) => ofPart?.(quick) ?? []);
      if (wanted.length > 0) say(`Filling journals with up to ${Math.max(...wanted.map(({ count }) => count)).toLocaleString('en')} alerts …`);
      const past = await fillPastJournals(journals, wanted);
      for (const [name, { title, run: measure }] of chosen) {
        say(`${title} … (after ${secondsSince(began).toFixed(0)} s)`);
        const from = performance.now();
        const figures = await measure({ quick, past, profile: options.profile ? path.join(folder, `${name}.cpuprofile`) : undefined });
        parts.push({ name, title, figures, seconds: secondsSince(from) });
      }
    });
  } finally {
    await display.stop();
  }
  const file = path.join(folder, 'bench.json');
  const [cpu] = cpus();
  const machine = { processors: cpus().length, processor: cpu?.model ?? 'unknown', memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  const json = JSON.stringify({ at: new Date().toISOString(), quick, machine, seconds: secondsSince(began), parts: parts.map(asData) }, undefined, 2);
  await writeFile(file, `${json}\n`);
  if (options.json) process.stdout.write(`${json}\n`);
  else process.stdout.write(`\n${asTable(parts)}\n${secondsSince(began).toFixed(0)} s; the same as JSON: ${path.relative(process.cwd(), file)}\n`);
}

await run().catch((error: unknown) => {
  if (error instanceof UsageError) say(error.message);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
