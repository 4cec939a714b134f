import type { System } from '../shared/system.ts';
import { probe as probeCloud } from './acapy-cloud/probe.ts';
import { createCloudSource } from './acapy-cloud/source.ts';
import { probe as probeDoshii } from './doshii/probe.ts';
import { createDoshiiSource } from './doshii/source.ts';
import { probe as probeWallet } from './ewallet/probe.ts';
import { signIn, signInCode, signOut } from './ewallet/sign-in.ts';
import { createEwalletSource } from './ewallet/source.ts';
import { probe } from './openbazaar/probe.ts';
import { createOpenBazaarSource } from './openbazaar/source.ts';
import type { SystemSource } from './source.ts';

/** Every system that Tradebell speaks to. */
export const SOURCES = {
  openbazaar: {
    system: 'openbazaar',
    capabilities: { catchUp: true, readState: true, reply: true },
    create: createOpenBazaarSource,
    test: probe,
  },
  ewallet: {
    system: 'ewallet',
    capabilities: { catchUp: true, readState: false, reply: false },
    create: createEwalletSource,
    test: probeWallet,
    signIn,
    signInCode,
    signOut,
  },
  'acapy-cloud': {
    system: 'acapy-cloud',
    capabilities: { catchUp: true, readState: false, reply: false },
    create: createCloudSource,
    test: probeCloud,
  },
  doshii: {
    system: 'doshii',
    capabilities: { catchUp: true, readState: false, reply: false },
    create: createDoshiiSource,
    test: probeDoshii,
  },
} as const satisfies Record<System, SystemSource>;
