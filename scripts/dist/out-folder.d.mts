export function emptyOut(out: string): void;
