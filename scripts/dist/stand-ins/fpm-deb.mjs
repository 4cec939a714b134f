#!/usr/bin/env node
// Stands in for fpm where that cannot be downloaded: electron-builder starts it by CUSTOM_FPM_PATH with fpm's arguments for `-t deb`, and
// dpkg-deb makes the package. Knows what electron-builder 26 passes; anything else is an error.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { controlFile, readFpmArguments } from './fpm-arguments.mjs';

const { options, inputs } = readFpmArguments(process.argv.slice(2));
const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'fpm-deb-'));
try {
  for (const { from, to } of inputs) place(from, path.join(stage, to));
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', stage]);
  const files = filesUnder(stage);
  const installedKib = Math.ceil(files.reduce((sum, file) => sum + fs.statSync(path.join(stage, file)).size, 0) / 1024);
  const debian = path.join(stage, 'DEBIAN');
  fs.mkdirSync(debian, { mode: 0o755 });
  fs.writeFileSync(path.join(debian, 'control'), controlFile(options, installedKib));
  fs.writeFileSync(path.join(debian, 'md5sums'), files.map((file) => `${md5(path.join(stage, file))}  ${file}\n`).join(''));
  writeScript(path.join(debian, 'postinst'), options['after-install']);
  writeScript(path.join(debian, 'postrm'), options['after-remove']);
  const level = process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL;
  const compression = level === '0' ? ['-Znone'] : [`-Z${options['deb-compression'] ?? 'xz'}`, ...(level ? [`-z${level}`] : [])];
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', stage, options.package], { stdio: 'inherit' });
} finally {
  fs.rmSync(stage, { recursive: true, force: true });
}

/** A folder's content where the path ends with a slash, else one file. */
function place(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  if (from.endsWith('/')) {
    fs.mkdirSync(to, { recursive: true });
    execFileSync('cp', ['-a', '--no-preserve=ownership', `${from}.`, to]);
  } else {
    fs.copyFileSync(from, to);
    fs.chmodSync(to, 0o644);
  }
}

function writeScript(file, source) {
  if (source !== undefined) fs.writeFileSync(file, fs.readFileSync(source), { mode: 0o755 });
}

function filesUnder(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

function md5(file) {
  return createHash('md5').update(fs.readFileSync(file)).digest('hex');
}
