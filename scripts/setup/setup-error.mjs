/** Set-up cannot go on, and the message tells the person what to do: shown without a stack. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Other tools' words without the addresses in them: a mirror or proxy may be private. */
export function withoutAddresses(text) {
  return text.replace(/[a-z]+:\/\/[^\s'")]+/gi, '<address>');
}

/** Runs a script's main function; a SetupError is told in its own words, and ends it with exit code 1. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
