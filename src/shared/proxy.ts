import { z } from 'zod';
import { readProxy } from './proxy-address.ts';

export { PROXY_FLAWS, readProxy, type ProxyFlaw } from './proxy-address.ts';

const address = z
  .string()
  .max(300)
  .refine((text) => 'proxy' in readProxy(text), 'not the address of a proxy');
/** By which way a connection's server is reached: the system's own, straight, or by this proxy and no other. */
export const Proxy = z.union([z.enum(['system', 'none']), address]);
export type Proxy = z.infer<typeof Proxy>;

/** Authorities of one's own, as PEM. */
export const CaPem = z.string().max(50_000).regex(/^\s*$|-----BEGIN (?:TRUSTED )?CERTIFICATE-----/, 'not a certificate in PEM');
