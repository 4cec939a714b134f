import { parseArgs } from 'node:util';
import type { Place } from '../shared/bridge.ts';
import { isDeepLink, placeOfLink } from './deep-links.ts';

/** What the person, or the desktop, who started Tradebell wants of it. */
export interface Wish {
  /** `open`: the window at `place`; `hidden`: nothing to be seen; `focus`: only a token was brought; `usual`: what a plain start does. */
  do: 'usual' | 'open' | 'hidden' | 'focus' | 'quit';
  place?: Place;
}

export type CommandLine =
  | { outcome: 'run'; wish: Wish; dataFolder?: string }
  | { outcome: 'say'; what: 'version' | 'help' }
  | { outcome: 'refuse'; why: CommandLineFault };

export type CommandLineFault =
  | { code: 'unknown'; flag: string }
  | { code: 'value-missing'; flag: string }
  | { code: 'value-unwanted'; flag: string }
  | { code: 'hidden-and-shown' }
  | { code: 'folder-unusable'; detail: string };

const OPTIONS = {
  hidden: { type: 'boolean' },
  show: { type: 'boolean' },
  quit: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean' },
  'data-dir': { type: 'string' },
  'tradebell-focus': { type: 'boolean' },
} as const;

/**
 * Chromium has more than a thousand switches, and Electron and Node add theirs (electronjs.org/docs/latest/api/command-line-switches). They
 * are known by how they begin, and some by name; a value follows an equals sign.
 */
const FAMILIES =
  'enable disable force use no allow ignore log net-log gtk ozone wayland x11 gpu gl proxy host auth ssl remote inspect js renderer ' +
  'in-process trace high touch disk-cache process original unsafely vmodule default experimental';
const NAMES = 'v lang password-store user-data-dir user-agent single-process class name display max-old-space-size';
const SWITCH = `(?:${alternatives(FAMILIES)})(?:-[a-z0-9-]+)?|${alternatives(NAMES)}`;
const OF_THE_RUNTIME = new RegExp(`^(?:--(?:${SWITCH})(?:=.*)?|-psn_\\S+)$`, 's');

/** Reads what follows the name of the program (and, of a checkout, its folder). Pure: nothing is opened, made or said. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const own = args.slice(0, end).filter((arg, at) => !OF_THE_RUNTIME.test(arg) || args[at - 1] === '--data-dir');
  const parsed = parse([...own, ...args.slice(end)]);
  if ('why' in parsed) return { outcome: 'refuse', why: parsed.why };
  const { values, positionals } = parsed;
  if (values.help === true) return { outcome: 'say', what: 'help' };
  if (values.version === true) return { outcome: 'say', what: 'version' };
  if (values.hidden === true && values.show === true) return { outcome: 'refuse', why: { code: 'hidden-and-shown' } };
  const folder = values['data-dir'];
  if (folder === '') return { outcome: 'refuse', why: { code: 'value-missing', flag: '--data-dir' } };
  return { outcome: 'run', wish: wishOf(values, positionals), ...(folder === undefined ? {} : { dataFolder: folder }) };
}

/** What a second start wants of the app that runs. What cannot be read is a person who wants the inbox. */
export function wishOfSecondStart(args: unknown): Wish {
  const read = Array.isArray(args) && args.every((arg) => typeof arg === 'string') ? readCommandLine(args) : undefined;
  const wish: Wish = read?.outcome === 'run' ? read.wish : { do: 'usual' };
  return wish.do === 'usual' ? { do: 'open', place: { view: 'inbox' } } : wish;
}

type Values = ReturnType<typeof parseStrictly>['values'];

function wishOf(values: Values, positionals: readonly string[]): Wish {
  if (values['tradebell-focus'] === true) return { do: 'focus' };
  if (values.quit === true) return { do: 'quit' };
  const link = positionals.find(isDeepLink);
  // Whoever followed a link wants to see where it leads.
  if (link !== undefined) return { do: 'open', place: placeOfLink(link) };
  if (values.hidden === true) return { do: 'hidden' };
  return values.show === true || positionals.length > 0 ? { do: 'open', place: { view: 'inbox' } } : { do: 'usual' };
}

function parseStrictly(args: string[]) {
  return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: true });
}

function parse(args: string[]): ReturnType<typeof parseStrictly> | { why: CommandLineFault } {
  try {
    return parseStrictly(args);
  } catch (error) {
    // Node says it in its own words; which argument it was is found by reading them once more, leniently.
    const tokens = parseArgs({ args, options: OPTIONS, strict: false, allowPositionals: true, tokens: true }).tokens;
    for (const token of tokens) {
      if (token.kind !== 'option') continue;
      const option = Object.entries(OPTIONS).find(([name]) => name === token.name)?.[1];
      const flag = token.rawName;
      if (option === undefined) return { why: { code: 'unknown', flag } };
      if (option.type === 'boolean' && token.value !== undefined) return { why: { code: 'value-unwanted', flag } };
      if (option.type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('-')))) {
        return { why: { code: 'value-missing', flag } };
      }
    }
    throw error;
  }
}

function alternatives(words: string): string {
  return words.split(' ').join('|');
}
