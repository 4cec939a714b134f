export function makeUpdateKey(file: string): string;
