import type { Bridge } from '../src/shared/bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload: the only way out of the page. */
    readonly tradebell: Bridge;
  }
}

export type { Bridge };
