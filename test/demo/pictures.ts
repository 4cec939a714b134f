import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Picture } from '../servers/openbazaar/pictures.ts';

/** The size that nodes keep as `small`, in pixels. */
const SIZE = 140;

/** A drawing on a soft ground: what the listings of the demo look like. */
function listing(from: string, to: string, drawing: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 140 140">
<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
<rect width="140" height="140" fill="url(#g)"/><ellipse cx="70" cy="114" rx="50" ry="8" fill="#000" opacity=".14"/>${drawing}</svg>`;
}

/** Head and shoulders on a plain ground: `hair` is a path behind the face, `fringe` one before it. */
function portrait(ground: string, skin: string, shirt: string, colour: string, hair: string, fringe: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 140 140"><rect width="140" height="140" fill="${ground}"/>
<path fill="${colour}" d="${hair}"/><path fill="${skin}" d="M58 84h24v24H58z"/><path fill="#000" opacity=".1" d="M58 90q12 8 24 0v6q-12 8-24 0z"/>
<path fill="${shirt}" d="M18 146c2-30 22-40 38-42q14 14 28 0c16 2 36 12 38 42z"/><ellipse cx="70" cy="64" rx="25" ry="30" fill="${skin}"/>
<path fill="${colour}" d="${fringe}"/><g fill="#3a2a22"><circle cx="61" cy="65" r="2.6"/><circle cx="79" cy="65" r="2.6"/></g>
<path d="M61 79q9 8 18 0" fill="none" stroke="#3a2a22" stroke-width="2.6" stroke-linecap="round"/></svg>`;
}

const SHORT = 'M42 62q-4-40 28-40t28 40q-8 8-28 8t-28-8z';
const LONG = 'M38 112q-8-90 32-90t32 90q-14 8-32 8t-32-8z';
const CURLY = 'M40 78a17 17 0 0 1-3-30 20 20 0 0 1 20-27 20 20 0 0 1 26 0 20 20 0 0 1 20 27 17 17 0 0 1-3 30z';
const BUN = 'M42 70q-6-30 14-42a15 15 0 1 1 28 0q20 12 14 42z';
const CROP = 'M45 56q0-27 25-27t25 27q-8-11-25-11t-25 11z';
const PARTING = 'M44 60q-2-33 26-33t26 33q-7-16-17-19-20 15-35 19z';
const STRAIGHT = 'M44 58q0-32 26-32t26 32q-26-10-52 0z';

const DRAWINGS = {
  bowl: listing(
    '#f3e7d6',
    '#e2cba9',
    '<path fill="#6e4326" d="M20 62h100q-3 50-34 50H54Q23 112 20 62z"/><ellipse cx="70" cy="62" rx="50" ry="15" fill="#8d5a35"/><ellipse cx="70" cy="63" rx="42" ry="11" fill="#55301a"/><path d="M30 82q40 16 80 0M36 95q34 12 68 0" fill="none" stroke="#8d5a35" stroke-width="3" opacity=".7"/><g fill="#6f9a4e"><ellipse cx="54" cy="56" rx="14" ry="8"/><ellipse cx="84" cy="57" rx="15" ry="8" fill="#86b35f"/><ellipse cx="69" cy="51" rx="13" ry="8" fill="#5c8740"/></g><circle cx="62" cy="52" r="6" fill="#d2543f"/><circle cx="80" cy="51" r="5" fill="#e2694f"/>'
  ),
  cups: listing(
    '#dbe7ea',
    '#b4ccd3',
    '<g fill="none" stroke="#c9704c" stroke-width="7"><path d="M66 78q18 0 16 14t-22 11"/><path d="M116 68q16 1 13 13t-18 10"/></g><path fill="#d98059" d="M18 66h50l-5 40q-1 8-9 8H32q-8 0-9-8z"/><ellipse cx="43" cy="66" rx="25" ry="7" fill="#eda583"/><ellipse cx="43" cy="67" rx="20" ry="5" fill="#4a2b1c"/><path fill="#2f6f77" d="M76 58h44l-5 46q-1 8-8 8H89q-7 0-8-8z"/><ellipse cx="98" cy="58" rx="22" ry="6" fill="#4f949c"/><ellipse cx="98" cy="59" rx="17" ry="4.4" fill="#4a2b1c"/><path d="M38 54q-5-8 0-15t0-14M50 54q-5-8 0-15t0-14M98 46q-5-8 0-14t0-12" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".75"/>'
  ),
  teapot: listing(
    '#e4e0ee',
    '#c3bcd8',
    '<path d="M104 62q24-6 22 16t-26 18" fill="none" stroke="#4d5b7c" stroke-width="8"/><path fill="#4d5b7c" d="M38 78 12 58q-4 2-2 8 12 22 30 32z"/><ellipse cx="72" cy="82" rx="39" ry="32" fill="#5f7096"/><ellipse cx="60" cy="72" rx="16" ry="10" fill="#8494b8" opacity=".7"/><path fill="#4d5b7c" d="M46 56q26-18 52 0-26 8-52 0z"/><circle cx="72" cy="42" r="7" fill="#c9a15a"/><path d="M40 92q32 14 64 0" fill="none" stroke="#e9dfc8" stroke-width="3"/>'
  ),
  notebook: listing(
    '#f6e3d9',
    '#eabfa9',
    '<g transform="rotate(-9 70 70)"><rect x="26" y="34" width="62" height="78" rx="5" fill="#d6a437"/><rect x="34" y="30" width="62" height="80" rx="5" fill="#3f7a6b"/></g><rect x="46" y="28" width="64" height="84" rx="5" fill="#2d4059"/><path d="M56 28v84" stroke="#1f2e42" stroke-width="4"/><rect x="68" y="44" width="32" height="18" rx="2" fill="#f4ead6"/><path d="M73 50h22M73 56h14" stroke="#2d4059" stroke-width="2"/><path d="M102 28v84" stroke="#e2694f" stroke-width="4"/>'
  ),
  camera: listing(
    '#e9e6df',
    '#cbc4b5',
    '<rect x="48" y="32" width="44" height="20" rx="4" fill="#b9b4ab"/><rect x="16" y="46" width="108" height="66" rx="9" fill="#2c2c30"/><path fill="#c6c1b8" d="M16 55q0-9 9-9h90q9 0 9 9v7H16z"/><circle cx="70" cy="82" r="29" fill="#c6c1b8"/><circle cx="70" cy="82" r="24" fill="#17181b"/><circle cx="70" cy="82" r="16" fill="#29476a"/><circle cx="64" cy="76" r="6" fill="#86b7df"/><circle cx="109" cy="54" r="4" fill="#d2543f"/><rect x="24" y="38" width="14" height="8" rx="2" fill="#8f8a80"/><rect x="60" y="37" width="20" height="9" rx="2" fill="#29476a"/>'
  ),
  scarf: listing(
    '#dfe8dc',
    '#b9cdb3',
    '<path fill="#b3473c" d="M32 38q38-24 76 0 8 18-8 28-30 14-60 0-16-10-8-28z"/><path fill="#8f352d" d="M46 46q24-12 48 0 2 8-6 12-18 8-36 0-8-4-6-12z"/><path fill="#c2574a" d="m54 58 30 6-8 56-30-4z"/><path d="m50 78 31 5M48 92l31 5" stroke="#f0dcc0" stroke-width="6"/><path d="m46 116-1 9m8-8-1 9m9-8-1 9m9-8-1 9" stroke="#b3473c" stroke-width="4"/><path d="M36 46q10 12 30 16M104 46q-8 10-18 14" fill="none" stroke="#f0dcc0" stroke-width="5"/>'
  ),
  coffee: listing(
    '#efe2d4',
    '#d7bd9f',
    '<path fill="#2f5d50" d="M40 40h60l6 66q0 8-8 8H42q-8 0-8-8z"/><path fill="#244a40" d="M40 40h60l2 14H38z"/><path fill="#3b7564" d="M44 26h52l4 14H40z"/><circle cx="70" cy="82" r="19" fill="#f1e4cd"/><g fill="#5b3420"><ellipse cx="64" cy="80" rx="7" ry="10" transform="rotate(-24 64 80)"/><ellipse cx="78" cy="85" rx="7" ry="10" transform="rotate(20 78 85)"/></g><path d="M61 72q6 8 5 16M80 77q-6 7-3 16" fill="none" stroke="#f1e4cd" stroke-width="1.8"/>'
  ),
  lamp: listing(
    '#33405c',
    '#1f2940',
    '<ellipse cx="70" cy="70" rx="62" ry="56" fill="#ffd98a" opacity=".18"/><ellipse cx="70" cy="64" rx="42" ry="38" fill="#ffd98a" opacity=".25"/><path fill="#ffe3a6" d="M50 28h40l18 46H32z"/><path fill="#f7c765" d="M32 74h76v6H32z"/><rect x="66" y="80" width="8" height="26" fill="#b98b5a"/><path fill="#8d643a" d="M44 112q2-9 26-9t26 9z"/>'
  ),
  ines: portrait('#f3c9b5', '#e2a97f', '#2f6f77', '#3b2417', LONG, PARTING),
  tomasz: portrait('#c9d8ea', '#f0c7a5', '#8a3b32', '#a86f35', SHORT, CROP),
  aiko: portrait('#f0d9e4', '#f2cfae', '#545f91', '#1c1a20', LONG, STRAIGHT),
  lars: portrait('#d5e5d4', '#f4d3b8', '#35506e', '#d9b36a', SHORT, PARTING),
  priya: portrait('#f5dfb0', '#b97a4f', '#7a3668', '#231714', BUN, PARTING),
  olu: portrait('#cfe3e6', '#7a4a2e', '#d99a3d', '#1d1412', CURLY, CROP),
  paper: portrait('#e6ddcd', '#e9be98', '#4d6b57', '#6b6460', BUN, STRAIGHT),
  mara: portrait('#e5d4ef', '#efc3a0', '#3c6e9f', '#8c3f22', CURLY, PARTING),
} as const;

export type PictureName = keyof typeof DRAWINGS;

/** All pictures of the demo as PNGs, drawn by the installed Electron. Needs a display, shows nothing on it. */
export async function drawPictures(root: string, env: NodeJS.ProcessEnv): Promise<Readonly<Record<PictureName, Picture>>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-pictures-'));
  try {
    const [input, output] = [path.join(folder, 'in.json'), path.join(folder, 'out.json')];
    await writeFile(input, JSON.stringify(Object.values(DRAWINGS).map((svg) => ({ svg, size: SIZE }))));
    const electron = createRequire(import.meta.url)('electron') as unknown as string;
    const flags = [`--user-data-dir=${folder}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    const child = spawn(electron, [...flags, path.join(root, 'scripts/icons/render.cjs'), input, output], { env, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`the sample pictures could not be drawn (Electron ended with ${code ?? 'a signal'})`);
    const drawn = JSON.parse(await readFile(output, 'utf8')) as string[];
    const names = Object.keys(DRAWINGS) as PictureName[];
    const entries = names.map((name, index) => [name, { bytes: Buffer.from(drawn[index] ?? '', 'base64'), contentType: 'image/png' }]);
    return Object.fromEntries(entries) as Record<PictureName, Picture>;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
