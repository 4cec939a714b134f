import { spawnSync } from 'node:child_process';
import { SetupError, withoutAddresses } from '../setup/setup-error.mjs';

/**
 * npm's own bill of materials (CycloneDX), of all that package-lock.json names. No tool but npm is needed for it, and its hashes are the ones
 * that `npm ci` has checked.
 * @param {string} root
 */
export function npmBill(root) {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, shell: process.platform === 'win32' };
  const { status, stdout, stderr } = spawnSync('npm', args, options);
  if (status !== 0) throw new SetupError(`npm could not tell what is in the app:\n${withoutAddresses(stderr)}`);
  return JSON.parse(stdout);
}

/**
 * Of npm's bill, what is in the packages: what was bundled, what goes beside the bundles, and Electron.
 * @param {object} bill
 * @param {object} contents
 * @param {ReadonlyArray<{ name: string, version: string, license: string }>} contents.packages
 * @param {string} contents.version Tradebell's
 * @param {string} contents.electron Electron's version
 */
export function billOfMaterials(bill, { packages, version, electron }) {
  const app = `tradebell@${version}`;
  const byRef = new Map(bill.components.map((component) => [`${component.name}@${component.version}`, component]));
  const components = packages.map((one) => {
    const known = byRef.get(`${one.name}@${one.version}`);
    if (known === undefined) throw new Error(`${one.name} ${one.version} is in the app, and not in package-lock.json`);
    const { scope: _scope, properties: _properties, ...rest } = known;
    return { ...rest, scope: 'required' };
  });
  const refs = new Set(components.map((component) => component['bom-ref']));
  const dependencies = bill.dependencies.filter(({ ref }) => refs.has(ref));
  return {
    ...bill,
    metadata: { ...bill.metadata, lifecycles: [{ phase: 'build' }], component: theApp(bill.metadata.component, app, version) },
    components: [...components, theRuntime(electron)],
    dependencies: [
      { ref: app, dependsOn: [...refs, `electron@${electron}`] },
      ...dependencies.map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
      { ref: `electron@${electron}`, dependsOn: [] },
    ],
  };
}

function theApp(component, ref, version) {
  const { properties: _properties, ...rest } = component;
  return { ...rest, 'bom-ref': ref, type: 'application', name: 'Tradebell', version, purl: `pkg:npm/tradebell@${version}` };
}

function theRuntime(version) {
  return {
    'bom-ref': `electron@${version}`,
    type: 'framework',
    name: 'electron',
    version,
    scope: 'required',
    description: 'With Chromium and Node inside; what they contain is listed in LICENSES.chromium.html beside the program.',
    purl: `pkg:github/electron/electron@v${version}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
}
