// node scripts/icons.mjs: draws every icon of the app from its SVG source into assets/. Run it after changing a drawing, and commit what it made.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasDisplay, startDisplay } from './display.mjs';
import { COLOURED, TEMPLATE } from './icons/tray.mjs';

const root = path.resolve(import.meta.dirname, '..');
const assets = path.join(root, 'assets');
const APP = fs.readFileSync(path.join(assets, 'app.svg'), 'utf8');

/** Sizes of Linux's icon theme. */
const APP_SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512];
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 256];
/** Each of macOS's sizes, plain and at double density, by the four letters that it has in an .icns file. */
const ICNS = [
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];
const TRAY_ICO_SIZES = [16, 20, 24, 32, 48];
const SCALES = [
  ['', 1],
  ['@1.5x', 1.5],
  ['@2x', 2],
  ['@3x', 3],
];

const pngs = new Map();
for (const size of APP_SIZES) pngs.set(`icons/${size}.png`, { svg: APP, size });
for (const [look, svg] of Object.entries(COLOURED)) for (const [suffix, scale] of SCALES) pngs.set(`tray/${look}${suffix}.png`, { svg, size: 22 * scale });
for (const [look, svg] of Object.entries(TEMPLATE)) for (const scale of [1, 2]) pngs.set(`tray/${look}Template${scale === 2 ? '@2x' : ''}.png`, { svg, size: 18 * scale });
const icos = new Map([['icons/icon.ico', ICO_SIZES.map((size) => ({ svg: APP, size }))]]);
for (const [look, svg] of Object.entries(COLOURED)) icos.set(`tray/${look}.ico`, TRAY_ICO_SIZES.map((size) => ({ svg, size })));
const forMac = ICNS.map(([, size]) => ({ svg: APP, size }));

const display = hasDisplay() ? undefined : await startDisplay();
try {
  const drawn = draw([...pngs.values(), ...[...icos.values()].flat(), ...forMac], { ...process.env, ...display?.env });
  for (const name of pngs.keys()) write(name, drawn.shift());
  for (const [name, parts] of icos) write(name, ico(parts.map(({ size }) => ({ size, png: drawn.shift() }))));
  write('icons/icon.icns', icns(ICNS.map(([type]) => ({ type, png: drawn.shift() }))));
} finally {
  await display?.stop();
}

function draw(jobs, env) {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'tradebell-icons-'));
  try {
    const [input, output] = [path.join(folder, 'in.json'), path.join(folder, 'out.json')];
    fs.writeFileSync(input, JSON.stringify(jobs));
    const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const script = path.join(root, 'scripts', 'icons', 'render.cjs');
    const electron = createRequire(import.meta.url)('electron');
    const { status } = spawnSync(electron, [...noSandbox, `--user-data-dir=${folder}`, script, input, output], { env, stdio: ['ignore', 'inherit', 'inherit'], timeout: 60_000 });
    if (status !== 0) throw new Error(`the icons could not be drawn (exit code ${status})`);
    return JSON.parse(fs.readFileSync(output, 'utf8')).map((text) => Buffer.from(text, 'base64'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Windows' icon file: a directory of PNGs. */
function ico(images) {
  const head = Buffer.alloc(6 + images.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size, png }, index) => {
    const at = 6 + index * 16;
    head.writeUInt8(size % 256, at); // 0 means 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/** macOS' icon file: PNGs, each behind its four letters and its length. */
function icns(images) {
  const chunks = images.map(({ type, png }) => Buffer.concat([chunkHead(type, 8 + png.length), png]));
  return Buffer.concat([chunkHead('icns', chunks.reduce((sum, { length }) => sum + length, 8)), ...chunks]);
}

function chunkHead(type, length) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(length, 4);
  return head;
}

function write(name, bytes) {
  const file = path.join(assets, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
  console.log(`${name} (${bytes.length} bytes)`);
}
