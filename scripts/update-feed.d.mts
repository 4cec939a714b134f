export function updateFeed(env: Readonly<Record<string, string | undefined>>, options?: { loopback?: boolean }): { feed: string; key: string };
