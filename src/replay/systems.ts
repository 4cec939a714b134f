import type { System } from '../shared/system.ts';
import { understandCloud } from './acapy-cloud.ts';
import { createDoshiiReader } from './doshii.ts';
import { createWalletReader } from './ewallet.ts';
import { understand } from './openbazaar.ts';
import type { Understand, UnderstandDeps } from './understood.ts';

/** How each system's recorded frames are read. */
export const SYSTEMS_READ = {
  openbazaar: () => understand,
  ewallet: createWalletReader,
  'acapy-cloud': () => understandCloud,
  doshii: createDoshiiReader,
} as const satisfies Record<System, (deps: UnderstandDeps) => Understand>;
