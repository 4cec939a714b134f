export interface Inside {
  readonly all: number;
  readonly electron: number;
  readonly archive: number;
  readonly unpacked: number;
  readonly locales: number;
}
export function sizesInside(folder: string, resources: string): Inside;
export function bytesOf(place: string): number;
export function sizeTable(artifacts: readonly { readonly name: string; readonly bytes: number }[], inside: Inside, electron: string): string;
export function withSizes(text: string, table: string): string;
