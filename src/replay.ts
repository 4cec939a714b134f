import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { replay } from './replay/replay.ts';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const done = replay(process.argv.slice(2), {
  read: (file) => (file === '-' ? text(process.stdin) : readFile(file, 'utf8')),
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  now: Date.now,
});

void done.then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`The replay broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
);
