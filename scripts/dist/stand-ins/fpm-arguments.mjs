import { parseArgs } from 'node:util';

const text = { type: 'string' };
const OPTIONS = {
  'input-type': { ...text, short: 's' },
  'output-type': { ...text, short: 't' },
  depends: { ...text, short: 'd', multiple: true },
  'deb-recommends': { ...text, multiple: true },
  force: { type: 'boolean' },
  debug: { type: 'boolean' },
  log: text,
  'deb-compression': text,
  'deb-priority': text,
  architecture: text,
  'after-install': text,
  'after-remove': text,
  description: text,
  version: text,
  iteration: text,
  package: text,
  name: text,
  maintainer: text,
  vendor: text,
  url: text,
  category: text,
  license: text,
};

/**
 * Reads fpm's arguments as electron-builder passes them; throws at one that it does not know.
 * @param {string[]} args
 */
export function readFpmArguments(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: true });
  const [from, to] = [values['input-type'], values['output-type']];
  if (from !== 'dir' || to !== 'deb') throw new Error(`this stand-in for fpm makes a deb of a folder, not ${to} of ${from}`);
  const inputs = positionals.map((input) => {
    const at = input.lastIndexOf('=');
    if (at < 1) throw new Error(`this stand-in for fpm wants <from>=<to>, not ${input}`);
    return { from: input.slice(0, at), to: input.slice(at + 1) };
  });
  return { options: values, inputs };
}

/** The text of DEBIAN/control (Debian Policy, chapter 5). */
export function controlFile(options, installedKib) {
  const [synopsis, ...rest] = options.description.trim().split('\n');
  const fields = {
    Package: options.name.toLowerCase().replaceAll('_', '-'),
    Version: options.version.replaceAll('-', '~') + (options.iteration ? `-${options.iteration}` : ''),
    License: options.license,
    Vendor: options.vendor,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': installedKib,
    Depends: options.depends?.join(', '),
    Recommends: options['deb-recommends']?.join(', '),
    Section: options.category ?? 'default',
    Priority: options['deb-priority'],
    Homepage: options.url,
    Description: [synopsis.trim(), ...rest.map((line) => (line.trim() ? ` ${line.trim()}` : ' .'))].join('\n'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}
