import type { Catalogue } from '../shared/words/catalogue.ts';
import type { CommandLine, CommandLineFault } from './command-line.ts';

/** What is said in the terminal instead of starting. `code`: 0, or 2 where the command line was not understood. */
export interface Answer {
  to: 'stdout' | 'stderr';
  text: string;
  code: 0 | 2;
}

/** Undefined where Tradebell is to run. */
export function answerTo(given: CommandLine, version: string, words: Catalogue['commandLine']): Answer | undefined {
  if (given.outcome === 'run') return undefined;
  if (given.outcome === 'refuse') return { to: 'stderr', text: `${faultIn(given.why, words)}\n${words.seeHelp}`, code: 2 };
  return { to: 'stdout', text: given.what === 'help' ? words.help : words.version(version), code: 0 };
}

function faultIn(why: CommandLineFault, words: Catalogue['commandLine']): string {
  switch (why.code) {
    case 'hidden-and-shown':
      return words['hidden-and-shown'];
    case 'folder-unusable':
      return words['folder-unusable'](why.detail);
    case 'unknown':
    case 'value-missing':
    case 'value-unwanted':
      return words[why.code](printable(why.flag));
  }
}

/** A terminal obeys control characters; a flag need not be shown whole. */
function printable(flag: string): string {
  return flag.replaceAll(/\p{C}/gu, '?').slice(0, 100);
}
