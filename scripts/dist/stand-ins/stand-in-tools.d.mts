export function standInTools(folder: string): Record<string, string>;
