import { VERSION } from '../../shared/version.ts';

/** All that is ever sent on the socket (doshii.md, "Heartbeat"). `at`: UTC ms. */
export function pingFrame(at: number): string {
  return JSON.stringify({ doshii: { ping: at, version: VERSION } });
}

/** The answer to a server's ping, with its number. */
export function pongFrame(ping: number): string {
  return JSON.stringify({ doshii: { pong: ping, version: VERSION } });
}
