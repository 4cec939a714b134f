import { errorCode } from './atomic-file.ts';

/** What kept a file from being written or read, as the middle of a sentence: "because the disk is full". */
export function because(error: unknown): string {
  const code = errorCode(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'because the disk is full';
    case 'EROFS':
      return 'because the disk is read-only';
    case 'EACCES':
    case 'EPERM':
      return 'because this user may not do that there';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'because its folder is not a folder';
    default:
      return `because the disk answered with an error (${code ?? String(error)})`;
  }
}
