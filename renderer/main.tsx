import { effect } from '@preact/signals';
import { render } from 'preact';
import { systemClock } from '../src/shared/clock.ts';
import { App } from './app.tsx';
import './bridge.ts';
import './main.css';
import { createModel, ModelProvider } from './model.ts';
import { createTour, TourProvider } from './tour.ts';

const model = createModel(window.tradebell, systemClock);
const tour = createTour(model);
const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app.');

effect(() => {
  document.documentElement.lang = model.speech.tongue.value?.locale ?? '';
});

/** Nothing before there are words for it: no language flashes by in another. */
function Root() {
  const touring = tour.touring.value;
  return model.speech.tongue.value === undefined ? null : (
    <TourProvider value={tour}>
      <ModelProvider value={touring?.model ?? model}>
        <App key={touring === undefined ? 'real' : 'sample'} />
      </ModelProvider>
    </TourProvider>
  );
}

render(<Root />, root);
