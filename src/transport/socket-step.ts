import type { Socket } from 'node:net';

/** One step on a socket: done, or failed by the socket or from outside; nothing of it stays. A socket that failed is destroyed. */
export function socketStep<T>(
  socket: Socket,
  abandoned: AbortSignal | undefined,
  gone: string,
  begin: (done: (value: T) => void, fail: (error: Error) => void) => void
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      socket.off('error', fail);
      socket.off('close', closed);
      abandoned?.removeEventListener('abort', abandon);
    };
    const fail = (error: Error): void => {
      settle();
      // A socket may complain once more while it goes down; who asked has been told already.
      socket.on('error', () => socket.destroy());
      socket.destroy();
      reject(error);
    };
    const closed = (): void => fail(Object.assign(new Error(gone), { code: 'ECONNRESET' }));
    const abandon = (): void => fail(abandoned?.reason instanceof Error ? abandoned.reason : new Error('abandoned'));
    socket.on('error', fail);
    socket.on('close', closed);
    abandoned?.addEventListener('abort', abandon);
    begin((value) => {
      settle();
      resolve(value);
    }, fail);
    if (abandoned?.aborted === true) abandon();
  });
}
