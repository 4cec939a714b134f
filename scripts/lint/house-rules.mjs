import path from 'node:path';

/**
 * The floors of the house: which rooms of src/ each room may import from, besides itself and packages. A source's folder is a room of its own.
 * `sources` alone stands for the files directly in src/sources/ (interface and registry), `sources/*` for each system's folder.
 */
const MAY_IMPORT = {
  main: ['tradebell', 'desktop', 'connections', 'bell', 'sources', 'sources/*', 'journal', 'policy', 'pictures', 'vault', 'updates', 'transport', 'diagnostics', 'shared'],
  tradebell: ['desktop', 'connections', 'bell', 'sources', 'sources/*', 'journal', 'policy', 'pictures', 'vault', 'updates', 'transport', 'diagnostics', 'shared'],
  replay: ['bell', 'sources', 'sources/*', 'journal', 'policy', 'pictures', 'transport', 'wire', 'diagnostics', 'shared'],
  preload: ['shared'],
  desktop: ['connections', 'bell', 'sources', 'journal', 'policy', 'pictures', 'vault', 'updates', 'transport', 'diagnostics', 'shared'],
  connections: ['bell', 'sources', 'transport', 'vault', 'diagnostics', 'shared'],
  bell: ['sources', 'journal', 'policy', 'pictures', 'diagnostics', 'shared'],
  sources: ['sources/*', 'transport', 'wire', 'shared'],
  'sources/*': ['sources', 'transport', 'wire', 'shared'],
  journal: ['transport', 'shared'],
  policy: ['shared'],
  pictures: ['transport', 'shared'],
  vault: ['transport', 'shared'],
  updates: ['shared'],
  transport: ['shared'],
  wire: ['shared'],
  diagnostics: ['shared'],
  shared: [],
  renderer: ['shared'],
};

/** Only these may touch Electron, and electron-store, which needs it; everything else runs, and is tested, under plain Node. */
const WITH_ELECTRON = ['main', 'preload', 'desktop', 'vault', 'test/e2e', 'test/bench', 'scripts'];

/** Run in the page, or must be able to. */
const WITHOUT_NODE = ['renderer', 'preload', 'shared', 'policy'];

/** The room that a file of the project belongs to, from its path with forward slashes; null outside of all rooms. */
function roomOf(file) {
  const [top, second, third] = file.split('/');
  if (top === 'src' && second === 'sources') return third.includes('.') ? 'sources' : `sources/${third}`;
  if (top === 'src') return second.replace(/\.\w+$/, '');
  if (top === 'test' && (second === 'e2e' || second === 'bench')) return `test/${second}`;
  return ['renderer', 'test', 'scripts'].includes(top) ? top : null;
}

function kindOf(room) {
  return room.startsWith('sources/') ? 'sources/*' : room;
}

/** Why a file may not import this, or null. */
function complaint(file, specifier) {
  const from = roomOf(file);
  if (from === null) return null;
  if (/^electron($|\/|-store$)/.test(specifier)) {
    return WITH_ELECTRON.includes(from) ? null : `${from} may not import ${specifier}: only ${WITH_ELECTRON.slice(0, 4).join(', ')} may.`;
  }
  if (specifier.startsWith('node:')) {
    return WITHOUT_NODE.includes(from) ? `${from} may not import ${specifier}: it must run in a page.` : null;
  }
  if (!specifier.startsWith('.') || !(file.startsWith('src/') || file.startsWith('renderer/'))) return null;
  const allowed = MAY_IMPORT[kindOf(from)];
  if (!allowed) return `${from} is a new room: say in scripts/lint/house-rules.mjs on which floor it stands.`;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const to = roomOf(target);
  if (to === from || (to !== null && allowed.includes(kindOf(to)))) return null;
  return `${from} may not import from ${to ?? target}: ${allowed.length > 0 ? `only from ${allowed.join(', ')}` : 'from no other room'}.`;
}

const walls = {
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (source) => {
      if (source?.type !== 'Literal') return;
      const message = complaint(file, source.value);
      if (message !== null) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
    };
  },
};

const noModuleState = {
  create: (context) => ({
    'Program > VariableDeclaration[kind="let"]': (node) =>
      context.report({ node, message: 'No state at the top of a module: keep it in the function that makes the part.' }),
    'Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]': (node) =>
      context.report({ node, message: 'No state at the top of a module: keep it in the function that makes the part.' }),
  }),
};

const noEnum = {
  create: (context) => ({
    TSEnumDeclaration: (node) => context.report({ node, message: 'No enums: use an `as const` tuple and its union.' }),
  }),
};

export default {
  meta: { name: 'house' },
  rules: { walls, 'no-module-state': noModuleState, 'no-enum': noEnum },
};
