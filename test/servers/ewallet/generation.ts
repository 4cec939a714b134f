/** Which server speaks: 1.2 to 1.3.1, 1.0, or one from before June 2018. */
export type Generation = '1.2' | '1.0' | '2018';

/** The only version of the API, as the Accept header names it. */
export const ACCEPT = 'application/vnd.omisego.v1+json';

/** Which API a request or socket belongs to; before June 2018 there was one for both. */
export type Api = 'client' | 'admin' | 'old';

/** How credentials are brought. OMGServer is what OMGProvider was called before June 2018. */
export type Scheme = 'OMGClient' | 'OMGAdmin' | 'OMGProvider' | 'OMGServer';

/** The APIs of a generation, with the schemes each takes. */
export function schemesOf(generation: Generation): ReadonlyMap<Api, readonly Scheme[]> {
  if (generation === '2018') return new Map<Api, readonly Scheme[]>([['old', ['OMGServer', 'OMGClient']]]);
  return new Map<Api, readonly Scheme[]>([
    ['client', ['OMGClient']],
    ['admin', ['OMGAdmin', 'OMGProvider']],
  ]);
}

/** `/api/client`, `/api/admin` or `/api`. */
export function rootOf(api: Api): string {
  return api === 'old' ? '/api' : `/api/${api}`;
}

/** The API a path lies in, and what follows its root without the slash; undefined outside every API of that generation. */
export function placeOf(path: string, generation: Generation): { readonly api: Api; readonly name: string } | undefined {
  for (const api of schemesOf(generation).keys()) {
    const root = `${rootOf(api)}/`;
    if (path.startsWith(root)) return { api, name: path.slice(root.length) };
  }
  return undefined;
}

/** Whether consumers can take a consumption back: since 1.2. */
export function canCancel(generation: Generation): boolean {
  return generation === '1.2';
}
