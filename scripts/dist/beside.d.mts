export function signFeeds(out: string, env: Readonly<Record<string, string | undefined>>, say: (line: string) => void): void;
