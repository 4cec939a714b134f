export interface FpmOptions {
  readonly [name: string]: string | boolean | string[] | undefined;
}
export function readFpmArguments(args: readonly string[]): { options: FpmOptions; inputs: { from: string; to: string }[] };
export function controlFile(options: FpmOptions, installedKib: number): string;
