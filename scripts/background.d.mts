export function startBeside(
  command: string,
  args: readonly string[],
  readyFd: number
): Promise<{ readonly line: string; stop(): Promise<void> }>;
