export function signFeed(file: string, privateKeyFile: string, publicKey?: string): string;
