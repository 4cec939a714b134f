import { type Listening, listen } from '../listening.ts';
import type { Doshii } from './doshii.ts';
import type { Row } from './events.ts';
import { type Response, ask } from '../ask.ts';
import { mint } from './tokens.ts';

/** A plain client to look at a Doshii with. */
export interface Client extends Listening {
  /** The next frame. */
  nextFrame(): Promise<Row>;
  /** Sends a heartbeat. */
  beat(): void;
}

/** Opens a socket and, unless told not to, sends the heartbeat and takes its answer. */
export async function connect(doshii: Doshii, how: { readonly url?: string; readonly beat?: boolean } = {}): Promise<Client> {
  const listening = await listen(how.url ?? doshii.wsUrl());
  const nextFrame = async (): Promise<Row> => JSON.parse(await listening.next()) as Row;
  const beat = (): void => listening.socket.send(JSON.stringify({ doshii: { ping: Date.now(), version: 'test' } }));
  const client = { ...listening, nextFrame, beat };
  if (how.beat ?? true) {
    beat();
    await nextFrame();
  }
  return client;
}

/** A call of REST as a good client makes it, at the server's own time by default. */
export function get(
  doshii: Doshii,
  path: string,
  how: { readonly locationId?: string | null; readonly timestamp?: number; readonly clientId?: string; readonly secret?: string } = {}
): Promise<Response> {
  const { locationId = String(doshii.venue.id), timestamp = Math.floor(Date.now() / 1000) } = how;
  const token = mint({ clientId: how.clientId ?? doshii.clientId, timestamp }, how.secret ?? doshii.clientSecret);
  const location: Record<string, string> = locationId === null ? {} : { 'doshii-location-id': locationId };
  return ask(doshii.rest + path, { headers: { authorization: `Bearer ${token}`, ...location } });
}
