import type { Clock } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';
import { type Network, NetworkError } from '../../transport/network.ts';
import type { Place } from './address.ts';
import { decodeFrame } from './alerts.ts';
import type { DecodeContext } from './context.ts';
import { pingFrame } from './outgoing.ts';
import { troubleOfEnd } from './refusals.ts';

const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** Only what kind of frame it is is looked at, which depends on nothing of this. */
const NOBODY: DecodeContext = { identity: 'doshii:', connectionId: 'probe', now: 0, road: 'live', locationName: () => undefined };

/**
 * Opens the socket as a stay does, beats, and waits for the first frame of Doshii's; then it is closed again. Rejects with NetworkError:
 * `silent` where nothing came, `not-a-node` where only other things did.
 */
export function knock({ network, clock }: { network: Pick<Network, 'socket'>; clock: Clock }, place: Place, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard: 'nothing' | 'others' = 'nothing';
    let open = false;

    const finish = (trouble?: Trouble): void => {
      stopTimer();
      socket.close();
      if (trouble === undefined) resolve();
      else reject(new NetworkError(trouble));
    };
    const late = (): Trouble => {
      if (!open) return { code: 'timeout', detail: `no handshake within ${limitMs} ms` };
      if (heard === 'others') return { code: 'not-a-node', detail: 'none of its frames is one of Doshii’s' };
      return { code: 'silent', detail: `no frame within ${limitMs} ms` };
    };
    const socket = network.socket(
      place.route,
      { path: place.socketPath, handshakeMs: limitMs, maxFrameBytes: MAX_FRAME_BYTES },
      {
        open() {
          open = true;
          socket.send(pingFrame(clock.now()));
        },
        frame(text) {
          if (decodeFrame(text, NOBODY).type === 'ignored') heard = 'others';
          else finish();
        },
        end: (trouble, how) => finish(troubleOfEnd(trouble, how, heard === 'others')),
      }
    );
    const stopTimer = clock.after(limitMs, () => finish(late()));
  });
}
