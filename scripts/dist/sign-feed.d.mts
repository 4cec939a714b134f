import type { KeyObject } from 'node:crypto';
export function signFeed(file: string, privateKeyFile: string, publicKey?: string): string;
export function signingKey(privateKeyFile: string, publicKey?: string): KeyObject;
