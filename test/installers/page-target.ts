import WebSocket from 'ws';

interface Told {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: { readonly sessionId?: string };
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: { readonly targetInfo?: { readonly type: string; readonly url: string; readonly targetId: string } };
}

const DRAWN = `new Promise((resolve) => {
  const look = () => (document.querySelector('main') ? resolve() : requestAnimationFrame(look));
  look();
})`;
const LOOK = 2;

/**
 * Settles when the browser behind this debugging address has a page at `url` that has drawn something. Playwright, connecting while a window
 * is being made, may wait for ever for the page that comes of it.
 */
export function pageTarget(devtools: string, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(devtools);
    const attached = new Set<string>();
    const send = (method: string, params: object, more: object = { id: 1 }): void => socket.send(JSON.stringify({ method, params, ...more }));
    socket.once('error', reject);
    socket.once('open', () => send('Target.setDiscoverTargets', { discover: true }));
    socket.on('message', (data: Buffer) => {
      const { id, error, result, method, sessionId, params } = JSON.parse(data.toString()) as Told;
      const found = params?.targetInfo;
      if (found?.type === 'page' && found.url === url && !attached.has(found.targetId)) {
        attached.add(found.targetId);
        send('Target.attachToTarget', { targetId: found.targetId, flatten: true });
      }
      if (result?.sessionId !== undefined) send('Runtime.enable', {}, { id: 1, sessionId: result.sessionId });
      // A page that is being loaded may throw away where it looked, and tells of the next place then.
      if (method === 'Runtime.executionContextCreated') send('Runtime.evaluate', { expression: DRAWN, awaitPromise: true }, { id: LOOK, sessionId });
      if (id !== LOOK || error !== undefined) return;
      socket.close();
      resolve();
    });
  });
}
