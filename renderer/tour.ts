import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { Model } from './model.ts';

/** What is shown while somebody looks around with sample data: a window's state of its own, and the sign above it that says so. */
export interface Touring {
  model: Model;
  Banner: () => JSX.Element;
}

/** A look around with sample data. */
export interface Tour {
  readonly touring: ReadonlySignal<Touring | undefined>;
  /** Loads the sample data and shows it in place of what there is. Rejects when its script cannot be loaded. */
  begin(): Promise<void>;
  /** Forgets it, and shows what there is. */
  leave(): void;
}

/**
 * The sample is a second state of the window over a bridge that answers from the page's own memory. It never reaches the main process: nothing
 * of it is in the journal, in settings or in a count of the tray, so there is nothing that could mix with real alerts or stay behind, not even
 * after a crash. It ends by itself as soon as anything real comes.
 */
export function createTour(real: Model): Tour {
  const touring = signal<Touring | undefined>(undefined);
  const tour: Tour = {
    touring,
    async begin() {
      const { createSample } = await import('./welcome/sample/sample.tsx');
      const sample = await createSample(real, tour.leave);
      if (touring.peek() === undefined) touring.value = sample;
      else sample.model.stop();
    },
    leave() {
      const now = touring.peek();
      touring.value = undefined;
      now?.model.stop();
    },
  };
  return tour;
}

const Context = createContext<Tour | undefined>(undefined);
export const TourProvider = Context.Provider;

export function useTour(): Tour {
  const tour = useContext(Context);
  if (tour === undefined) throw new Error('There is no tour above this component.');
  return tour;
}
