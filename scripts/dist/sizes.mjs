import fs from 'node:fs';
import path from 'node:path';

/**
 * Bytes of what lies in an unpacked app, by what it is.
 * @param {string} folder
 * @param {string} resources where app.asar is
 */
export function sizesInside(folder, resources) {
  const all = bytesOf(folder);
  const archive = bytesOf(path.join(resources, 'app.asar'));
  const unpacked = bytesOf(path.join(resources, 'app.asar.unpacked'));
  const locales = bytesOf(path.join(folder, 'locales'));
  return { all, electron: all - archive - unpacked - locales, archive, unpacked, locales };
}

/** Bytes of a file, or of all below a folder; links count nothing. */
export function bytesOf(place) {
  const found = fs.lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink()) return 0;
  if (!found.isDirectory()) return found.size;
  return fs.readdirSync(place).reduce((sum, name) => sum + bytesOf(path.join(place, name)), 0);
}

/**
 * The table of sizes as Markdown.
 * @param {ReadonlyArray<{ name: string, bytes: number }>} artifacts
 * @param {ReturnType<typeof sizesInside>} inside
 * @param {string} electron its version
 */
export function sizeTable(artifacts, inside, electron) {
  const rows = [
    ...artifacts.map(({ name, bytes }) => [`\`${name}\``, bytes]),
    ['installed', inside.all],
    [`&nbsp; Electron ${electron}`, inside.electron],
    ['&nbsp; its words in three languages', inside.locales],
    ['&nbsp; Tradebell (`app.asar`)', inside.archive],
    ['&nbsp; the database, and licences', inside.unpacked],
  ];
  return ['| | MB |', '|---|---:|', ...rows.map(([what, bytes]) => `| ${what} | ${megabytes(bytes)} |`)].join('\n');
}

const BEGIN = '<!-- sizes: npm run dist -- --write-sizes -->';
const END = '<!-- /sizes -->';

/** A text with what is between the marks replaced. */
export function withSizes(text, table) {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the text has no place for the sizes: ${BEGIN} … ${END}`);
  return `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`;
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
