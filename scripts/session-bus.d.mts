export function hasSessionBus(env?: NodeJS.ProcessEnv): boolean;
export function startBusDaemon(): Promise<{ readonly address: string; stop(): Promise<void> }>;
