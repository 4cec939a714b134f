import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a program that runs beside this one until `stop`, or until this process ends, and says when it is ready with a line on one of its
 * file descriptors.
 * @param {number} readyFd where the line comes
 * @returns {Promise<{ line: string, stop(): Promise<void> }>} rejects when the program cannot be started or ends before it is ready
 */
export async function startBeside(command, args, readyFd) {
  const stdio = [0, 1, 2, 3].map((fd) => (fd === readyFd ? 'pipe' : 'ignore'));
  const child = spawn(command, args, { stdio });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const stream = child.stdio[readyFd];
  const [text] = await Promise.race([
    once(stream, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${command} ended before it was ready (exit code ${code}).`);
    }),
  ]);
  stream.resume();
  return {
    line: String(text).trim(),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}
