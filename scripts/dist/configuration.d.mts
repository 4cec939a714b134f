import type { Configuration } from 'electron-builder';

export function checkedConfiguration(root: string, additions?: Configuration): Promise<Configuration>;
