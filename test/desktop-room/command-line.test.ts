import { expect, test } from 'vitest';
import { readCommandLine, wishOfSecondStart } from '../../src/desktop/command-line.ts';
import { answerTo } from '../../src/desktop/command-line-answer.ts';
import { FOCUS_SWITCH } from '../../src/desktop/second-start.ts';
import { CATALOGUES } from '../../src/shared/words/catalogue.ts';

const inbox = { view: 'inbox' };
const wish = (...args: string[]) => {
  const read = readCommandLine(args);
  return read.outcome === 'run' ? read.wish : read;
};
const fault = (...args: string[]) => {
  const read = readCommandLine(args);
  return read.outcome === 'refuse' ? read.why : read;
};

test('a start without words is the usual one', () => {
  expect(readCommandLine([])).toEqual({ outcome: 'run', wish: { do: 'usual' } });
});

test('each flag is a wish of its own', () => {
  expect(wish('--show')).toEqual({ do: 'open', place: inbox });
  expect(wish('--hidden')).toEqual({ do: 'hidden' });
  expect(wish('--quit')).toEqual({ do: 'quit' });
  expect(wish(FOCUS_SWITCH)).toEqual({ do: 'focus' });
  expect(readCommandLine(['--version'])).toEqual({ outcome: 'say', what: 'version' });
  expect(readCommandLine(['--hidden', '--help'])).toEqual({ outcome: 'say', what: 'help' });
});

test('a link is followed, even by a hidden start; any other word opens the inbox', () => {
  expect(wish('tradebell://alert/7')).toEqual({ do: 'open', place: { view: 'alert', id: 7 } });
  expect(wish('--hidden', 'tradebell://connection/a')).toEqual({ do: 'open', place: { view: 'connections', id: 'a' } });
  expect(wish('--', 'tradebell://inbox?category=order')).toEqual({ do: 'open', place: { view: 'inbox', category: 'order' } });
  expect(wish('tradebell://nonsense')).toEqual({ do: 'open', place: inbox });
  expect(wish('/some/file')).toEqual({ do: 'open', place: inbox });
});

test('behind -- nothing is a flag, so that no link can be one', () => {
  expect(wish('--', '--quit')).toEqual({ do: 'open', place: inbox });
  expect(wish('--', '--no-sandbox')).toEqual({ do: 'open', place: inbox });
});

test('a folder of its own is named in either way, whatever its name', () => {
  for (const args of [['--data-dir', '/a b/c'], ['--data-dir=/a b/c']]) {
    expect(readCommandLine(args)).toEqual({ outcome: 'run', wish: { do: 'usual' }, dataFolder: '/a b/c' });
  }
});

test.each([
  [['--hiden'], { code: 'unknown', flag: '--hiden' }],
  [['--Version'], { code: 'unknown', flag: '--Version' }],
  [['-h'], { code: 'unknown', flag: '-h' }],
  [['--hidden=yes'], { code: 'value-unwanted', flag: '--hidden' }],
  [['--data-dir'], { code: 'value-missing', flag: '--data-dir' }],
  [['--data-dir='], { code: 'value-missing', flag: '--data-dir' }],
  [['--data-dir', '--quit'], { code: 'value-missing', flag: '--data-dir' }],
  [['--data-dir', '--no-sandbox'], { code: 'value-missing', flag: '--data-dir' }],
  [['--hidden', '--show'], { code: 'hidden-and-shown' }],
])('%j is refused', (args, why) => {
  expect(fault(...args)).toEqual(why);
});

test.each([
  '--no-sandbox',
  '--ozone-platform=wayland',
  '--ozone-platform-hint=auto',
  '--enable-features=UseOzonePlatform,WaylandWindowDecorations',
  '--disable-gpu',
  '--force-device-scale-factor=1.5',
  '--password-store=gnome-libsecret',
  '--user-data-dir=/tmp/a b',
  '--remote-debugging-port=0',
  '--inspect=0',
  '--inspect-brk',
  '--js-flags=--expose-gc',
  '--proxy-server=socks5://127.0.0.1:9050',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--lang=es',
  '--v=1',
  '--vmodule=*=2',
  '--enable-logging',
  '--original-process-start-time=13300000000000000',
  '--allow-file-access-from-files',
  '-psn_0_12345',
])('%s is passed on', (flag) => {
  expect(wish(flag, '--hidden')).toEqual({ do: 'hidden' });
});

test('what a second start wants: nothing said means the inbox, and what cannot be read as well', () => {
  expect(wishOfSecondStart([])).toEqual({ do: 'open', place: inbox });
  expect(wishOfSecondStart(['--data-dir', '/a'])).toEqual({ do: 'open', place: inbox });
  expect(wishOfSecondStart(['tradebell://alert/7'])).toEqual({ do: 'open', place: { view: 'alert', id: 7 } });
  expect(wishOfSecondStart(['--hidden'])).toEqual({ do: 'hidden' });
  expect(wishOfSecondStart(['--quit'])).toEqual({ do: 'quit' });
  expect(wishOfSecondStart([FOCUS_SWITCH])).toEqual({ do: 'focus' });
  for (const odd of [undefined, 'quit', [7], { args: [] }, ['--nonsense']]) expect(wishOfSecondStart(odd)).toEqual({ do: 'open', place: inbox });
});

test('answers: to a question on standard output, to a mistake on standard error with code 2', () => {
  const words = CATALOGUES.en.commandLine;
  const answer = (...args: string[]) => answerTo(readCommandLine(args), '1.2.3', words);
  expect(answer('--hidden')).toBeUndefined();
  expect(answer('--version')).toEqual({ to: 'stdout', text: 'Tradebell 1.2.3', code: 0 });
  const help = answer('--help');
  for (const flag of ['--show', '--hidden', '--quit', '--data-dir', '--version', '--help', 'tradebell://alert/']) expect(help?.text).toContain(flag);
  expect(answer('--hiden\u001b[31m')).toEqual({ to: 'stderr', text: 'Tradebell does not know --hiden?[31m.\ntradebell --help says what there is.', code: 2 });
  expect(answer('--data-dir')?.text).toContain('--data-dir wants a folder');
});
