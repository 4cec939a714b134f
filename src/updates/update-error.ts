import type { UpdateTrouble } from '../shared/updates.ts';

/** A release was not taken, in the terms that people are told. */
export class UpdateError extends Error {
  readonly trouble: UpdateTrouble;
  constructor(trouble: UpdateTrouble, detail: string, options?: ErrorOptions) {
    super(`${trouble}: ${detail}`, options);
    this.name = 'UpdateError';
    this.trouble = trouble;
  }
}

const DISK: Readonly<Record<string, UpdateTrouble>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'not-writable',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  ERR_CHECKSUM_MISMATCH: 'corrupt',
};

/** What any failure of a look or a download means. */
export function troubleOf(error: unknown): UpdateTrouble {
  if (error instanceof UpdateError) return error.trouble;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return DISK[code] ?? 'failed';
}
