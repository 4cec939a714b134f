import type { Connection } from '../shared/connection.ts';
import type { Route } from './network.ts';

/** What of a connection says how its server is reached and recognised, as a route wants it. */
export function wayOf({ pin, ca, proxy }: Pick<Connection, 'pin' | 'ca' | 'proxy'>): Pick<Route, 'pin' | 'ca' | 'proxy'> {
  return {
    ...(pin === undefined ? {} : { pin }),
    ...(ca === undefined || ca.trim() === '' ? {} : { ca }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}
