/** All that an app.asar may hold, as paths with slashes. */
const ALLOWED = [
  /^package\.json$/,
  /^out\/(?:main|preload)\.cjs$/,
  /^out\/licences\.txt$/,
  /^out\/renderer\/(?:index\.html|[\w-]+\.(?:js|css))$/,
  /^out\/assets\/icons\/\d+\.png$/,
  /^out\/assets\/sounds\/\w+\.wav$/,
  /^out\/assets\/tray\/[\w@.]+\.(?:png|ico)$/,
  /^node_modules\/libsql\/(?:package\.json|index\.js|auth\.js|sqlite-error\.js)$/,
  /^node_modules\/@neon-rs\/load\/(?:package\.json|dist\/index\.js)$/,
  /^node_modules\/detect-libc\/(?:package\.json|lib\/[\w-]+\.js)$/,
];

/** Without these there is no app. */
const NEEDED = ['package.json', 'out/main.cjs', 'out/preload.cjs', 'out/licences.txt', 'out/renderer/index.html', 'node_modules/libsql/index.js'];

/** What package.json says in a package. */
const MANIFEST = ['name', 'productName', 'version', 'description', 'license', 'author', 'homepage', 'type', 'main', 'desktopName', 'dependencies'];

/**
 * What is too much in an app.asar, and what is missing.
 * @param {readonly string[]} files
 * @param {readonly string[]} binaries names of the native packages for this platform
 */
export function judgeContents(files, binaries) {
  const native = binaries.flatMap((name) => [`node_modules/${name}/package.json`, `node_modules/${name}/index.node`]);
  return {
    tooMuch: files.filter((file) => !native.includes(file) && !ALLOWED.some((pattern) => pattern.test(file))),
    missing: [...NEEDED, ...native].filter((file) => !files.includes(file)),
  };
}

/** The package.json of the app: names and versions, nothing of how it is built. */
export function appManifest(manifest, version) {
  return Object.fromEntries(MANIFEST.map((key) => [key, key === 'version' ? version : manifest[key]]));
}
