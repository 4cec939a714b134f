import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** Unpacks an archive of the app into a folder. Answers where the program lies. */
export function unpackArchive(tarGz: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['--extract', '--file', tarGz, '--directory', folder, '--strip-components=1', '--no-same-owner']);
  return path.join(folder, 'tradebell');
}

/** The same of an AppImage, which unpacks itself. */
export function unpackAppImage(image: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync(image, ['--appimage-extract'], { cwd: folder, stdio: 'ignore' });
  return path.join(folder, 'squashfs-root', 'tradebell');
}

/** The same of a Debian package, without installing it. */
export function unpackDeb(deb: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync('dpkg-deb', ['--extract', deb, folder]);
  return path.join(folder, 'opt', 'Tradebell', 'tradebell');
}
