import fs from 'node:fs';
import path from 'node:path';

/** A file system of this kind begins at a block's start. */
const BLOCK = 4096;

/** For a package that is only to be tried out, the least effort: electron-builder itself has no such choice for an AppImage. */
const MKSQUASHFS = `#!/bin/sh
if [ "\${ELECTRON_BUILDER_COMPRESSION_LEVEL:-}" = 0 ]; then set -- "$@" -Xcompression-level 1; fi
exec /usr/bin/mksquashfs "$@"
`;

/**
 * Makes a folder of what electron-builder would download, out of Debian's own tools (p7zip-full, squashfs-tools, desktop-file-utils, dpkg), and
 * tells the environment that leads it there: deb, AppImage, tar.gz and zip can be made so.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export function standInTools(folder) {
  const appImage = path.join(folder, 'appimage');
  fs.rmSync(appImage, { recursive: true, force: true });
  fs.mkdirSync(path.join(appImage, 'runtimes'), { recursive: true });
  fs.mkdirSync(path.join(appImage, 'lib', 'x64'), { recursive: true }); // libraries that the real runtime brings: none
  fs.symlinkSync('/usr/bin/desktop-file-validate', path.join(appImage, 'desktop-file-validate'));
  fs.writeFileSync(path.join(appImage, 'mksquashfs'), MKSQUASHFS, { mode: 0o755 });
  fs.writeFileSync(path.join(appImage, 'runtimes', 'runtime-x64'), appImageRuntime());
  return {
    APPIMAGE_TOOLS_PATH: appImage,
    CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm-deb.mjs'),
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
  };
}

function appImageRuntime() {
  const script = fs.readFileSync(path.join(import.meta.dirname, 'appimage-runtime.sh'), 'utf8').replaceAll('@SIZE@', String(BLOCK));
  if (Buffer.byteLength(script) > BLOCK) throw new Error(`the AppImage runtime must fit into ${BLOCK} bytes`);
  return script.padEnd(BLOCK - 1, '#') + '\n';
}
