export function judgeContents(files: readonly string[], binaries: readonly string[]): { tooMuch: string[]; missing: string[] };
export function appManifest(manifest: Readonly<Record<string, unknown>>, version: string): Record<string, unknown>;
