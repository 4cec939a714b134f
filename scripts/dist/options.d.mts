export const HELP: string;
export function readOptions(args: readonly string[]): {
  help: boolean;
  out: string;
  targets: string[] | undefined;
  version: string | undefined;
  forTests: boolean;
  tools: 'official' | 'stand-ins' | undefined;
  writeSizes: boolean;
};
