import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { WebSocket } from 'ws';

/** A socket's other end in a process of its own (flood.ts). */
export interface Flood {
  /** How long it takes, in ms, until so many frames were received and dealt with; what `deal` returns holds the sender up until it settles. */
  receive(frames: number, deal: (frame: string) => Promise<void> | void): Promise<number>;
  stop(): void;
}

/** Whose frames come. */
export type Flooding = 'shop' | 'wallet' | 'doshii';

/** Starts one that has what `count` things of a shop, of a wallet, or of a Doshii's venues are told by. */
export async function startFlood(kind: Flooding, count: number): Promise<Flood> {
  const flood = fork(path.join(import.meta.dirname, 'flood.mjs'), [kind, String(count)]);
  const [{ port }] = (await once(flood, 'message')) as [AddressInfo];
  return {
    async receive(frames, deal) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
      await once(socket, 'open');
      const began = performance.now();
      try {
        await new Promise<void>((resolve, reject) => {
          let received = 0;
          socket.on('close', () => reject(new Error('the flood ended before all frames had come')));
          socket.on('message', (data: Buffer) => {
            const wait = deal(data.toString());
            if (wait !== undefined) {
              socket.pause();
              wait.then(() => socket.resume(), reject);
            }
            received += 1;
            if (received === frames) resolve();
          });
          socket.send(String(frames));
        });
        return performance.now() - began;
      } finally {
        socket.terminate();
      }
    },
    stop: () => flood.disconnect(),
  };
}
