/**
 * An asar archive of a few files at its root: two Chromium pickles (the header's size, then the header as JSON), then the files' bytes.
 * @param {Record<string, Buffer>} entries by file name
 * @returns {Buffer}
 */
export function asar(entries) {
  const files = {};
  let offset = 0;
  for (const [name, data] of Object.entries(entries)) {
    files[name] = { size: data.length, offset: String(offset) };
    offset += data.length;
  }
  const json = Buffer.from(JSON.stringify({ files }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + padded, 4);
  head.writeUInt32LE(4 + padded, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...Object.values(entries)]);
}
