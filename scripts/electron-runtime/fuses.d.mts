export function resetFuses(binaryFile: string): void;
export function readFuses(binaryFile: string): Record<string, boolean>[];
