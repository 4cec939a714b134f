import type { Fake, FakeOptions } from './fake-bridge.ts';
import { createFake } from './fake-bridge.ts';

declare global {
  interface Window {
    /** For tests: steers what stands in for the main process. */
    fake: Fake;
  }
}

// Runs in the page before the renderer does. What the test wants of it stands in the address.
const wanted = new URLSearchParams(location.search).get('fake');
const options: Partial<FakeOptions> = wanted === null ? {} : JSON.parse(wanted);
const fake = createFake({ count: 4_000, scenario: 'busy', now: Date.now(), ...options });
Object.assign(window, { fake, tradebell: fake.bridge });
