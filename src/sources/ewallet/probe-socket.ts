import type { Trouble } from '../../shared/connection.ts';
import { type Network, NetworkError, type SocketEnd } from '../../transport/network.ts';
import type { Place } from './address.ts';
import { decodeFrame } from './alerts.ts';
import type { DecodeContext } from './context.ts';
import type { Signal } from './decoded.ts';
import { type OutgoingEvent, outgoingFrame } from './outgoing.ts';

/** How a probe's socket ended. */
export class SocketEnded extends NetworkError {
  readonly how: SocketEnd;
  constructor(trouble: Trouble, how: SocketEnd = {}) {
    super(trouble);
    this.name = 'SocketEnded';
    this.how = how;
  }
}

/** A socket that is asked one thing after the other, and answered. */
export interface ProbeSocket {
  /** The answer to it, of whatever kind. Rejects with SocketEnded. */
  ask(topic: string, event: OutgoingEvent): Promise<{ signal: Signal; ref: string }>;
}

const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** Only signals are looked at, which depend on nothing of this. */
const NOBODY: DecodeContext = { identity: 'ewallet:', connectionId: 'probe', now: 0, road: 'live', api: 'client', ours: new Set() };

/** Opens a socket, until the signal aborts. Rejects with SocketEnded. */
export function openProbeSocket(
  network: Pick<Network, 'socket'>,
  place: Place,
  limitMs: number,
  signal: AbortSignal
): Promise<ProbeSocket> {
  return new Promise((resolve, reject) => {
    const waiting = new Map<string, (answer: Signal) => void>();
    const failing = new Set<(error: SocketEnded) => void>([reject]);
    let ended: SocketEnded | undefined;
    let lastRef = 0;

    const end = (trouble: Trouble, how?: SocketEnd): void => {
      ended ??= new SocketEnded(trouble, how);
      for (const fail of failing) fail(ended);
    };
    const ask: ProbeSocket['ask'] = (topic, event) =>
      new Promise((answered, fail) => {
        if (ended !== undefined) {
          fail(ended);
          return;
        }
        const ref = String(++lastRef);
        failing.add(fail);
        waiting.set(`${ref} ${topic}`, (found) => {
          failing.delete(fail);
          answered({ signal: found, ref });
        });
        socket.send(outgoingFrame(topic, event, ref));
      });

    const socket = network.socket(
      place.route,
      { path: place.socketPath, handshakeMs: limitMs, maxFrameBytes: MAX_FRAME_BYTES },
      {
        open: () => resolve({ ask }),
        frame(text) {
          const decoded = decodeFrame(text, NOBODY);
          if (decoded.type !== 'signal') return;
          const name = `${decoded.signal.ref} ${decoded.signal.topic}`;
          waiting.get(name)?.(decoded.signal);
          waiting.delete(name);
        },
        end,
      }
    );
    const abandon = (): void => {
      socket.close();
      end({ code: 'timeout', detail: 'no answer on the socket in time' });
    };
    if (signal.aborted) abandon();
    else signal.addEventListener('abort', abandon, { once: true });
  });
}
