import { expect, test } from 'vitest';
import { billOfMaterials, type Bill } from '../../scripts/dist/sbom.mjs';

const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  type: 'library',
  name,
  version,
  scope: 'optional',
  hashes: [{ alg: 'SHA-512', content: 'ab' }],
  properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
});

const bill: Bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  metadata: { component: component('checkout', '0.1.0') },
  components: [component('ws', '8.0.0'), component('esbuild', '0.28.0'), component('zod', '4.0.0')],
  dependencies: [
    { ref: 'checkout@0.1.0', dependsOn: ['ws@8.0.0', 'esbuild@0.28.0'] },
    { ref: 'ws@8.0.0', dependsOn: ['zod@4.0.0', 'esbuild@0.28.0'] },
    { ref: 'zod@4.0.0' },
    { ref: 'esbuild@0.28.0' },
  ],
};
const packages = [
  { name: 'ws', version: '8.0.0', license: 'MIT' },
  { name: 'zod', version: '4.0.0', license: 'MIT' },
];
const ours = billOfMaterials(bill, { packages, version: '0.2.0', electron: '45.4.1' });

test('the bill names what is in the package, and Electron, and nothing that only built it', () => {
  expect(ours.components.map(({ name }) => name)).toEqual(['ws', 'zod', 'electron']);
  expect(ours.components[0]).toMatchObject({ scope: 'required', hashes: [{ alg: 'SHA-512' }] });
  expect(ours.components[0]).not.toHaveProperty('properties');
  expect(JSON.stringify(ours)).not.toContain('esbuild');
});

test('the bill is of Tradebell in the version that was packed', () => {
  expect(ours.metadata.component).toMatchObject({ type: 'application', name: 'Tradebell', version: '0.2.0', purl: 'pkg:npm/tradebell@0.2.0' });
});

test('every reference in the bill leads to something in it', () => {
  const known = new Set([ours.metadata.component['bom-ref'], ...ours.components.map((one) => one['bom-ref'])]);
  for (const { ref, dependsOn = [] } of ours.dependencies) for (const one of [ref, ...dependsOn]) expect(known).toContain(one);
});

test('a package that the lock does not name is not passed over', () => {
  const strange = [...packages, { name: 'strange', version: '1.0.0', license: 'MIT' }];
  expect(() => billOfMaterials(bill, { packages: strange, version: '0.2.0', electron: '45.4.1' })).toThrow('strange 1.0.0 is in the app');
});
