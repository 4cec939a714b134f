import { readFileSync } from 'node:fs';

// Reads what `replay` printed from standard input: fails unless each line is JSON and tells of a frame that was understood. Prints how many.
const OUTCOMES = ['alert', 'duplicate', 'amended', 'state'];

const lines = readFileSync(0, 'utf8').split('\n').filter((line) => line !== '');
const wrong = lines.filter((line) => !understood(line));
for (const line of wrong) process.stderr.write(`not understood: ${line.slice(0, 300)}\n`);
process.stdout.write(`${lines.length}\n`);
process.exitCode = wrong.length === 0 && lines.length > 0 ? 0 : 1;

function understood(line) {
  try {
    return OUTCOMES.includes(JSON.parse(line).outcome);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
