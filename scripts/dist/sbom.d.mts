import type { Package } from './bundled-packages.mjs';

export interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly [more: string]: unknown;
}
export interface Bill {
  readonly metadata: { readonly component: Component; readonly [more: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly [more: string]: unknown;
}
export function npmBill(root: string): Bill;
export function billOfMaterials(
  bill: Bill,
  contents: { readonly packages: readonly Pick<Package, 'name' | 'version' | 'license'>[]; readonly version: string; readonly electron: string }
): Bill;
