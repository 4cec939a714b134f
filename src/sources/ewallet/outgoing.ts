/** The only events ever sent: the socket is for receiving, acting goes over HTTP (ewallet.md, "Envelope"). */
export type OutgoingEvent = 'phx_join' | 'phx_leave' | 'heartbeat';

/** The topic of the socket itself, for heartbeats. */
export const SOCKET_TOPIC = 'phoenix';

/** One frame to the server. `ref` must be a string: it comes back with the answer, and without one the server crashes. */
export function outgoingFrame(topic: string, event: OutgoingEvent, ref: string): string {
  return JSON.stringify({ topic, event, ref, data: {} });
}
