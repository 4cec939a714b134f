export function hasSessionBus(env?: NodeJS.ProcessEnv): boolean;
export function startBusDaemon(options?: { forEveryone?: boolean }): Promise<{ readonly address: string; stop(): Promise<void> }>;
