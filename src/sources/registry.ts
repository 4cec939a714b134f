import type { System } from '../shared/system.ts';
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
} as const satisfies Record<System, SystemSource>;
