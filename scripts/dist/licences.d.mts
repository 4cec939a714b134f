import type { Package } from './bundled-packages.mjs';

export function licenceTexts(packages: readonly Package[]): string;
