import type { Package } from './bundled-packages.mjs';

export function nativePackages(root: string, platform: string, folder: string): Package[];
export function copyNativePackages(packages: readonly Package[], nodeModules: string): void;
