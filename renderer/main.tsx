import { render } from 'preact';
import { systemClock } from '../src/shared/clock.ts';
import { App } from './app.tsx';
import './bridge.ts';
import './main.css';
import { createModel, ModelProvider } from './model.ts';
import { createTour, TourProvider } from './tour.ts';
import { WORDS, WordsProvider } from './words.ts';

const model = createModel(window.tradebell, systemClock);
const tour = createTour(model);
const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app.');

function Root() {
  const touring = tour.touring.value;
  return (
    <WordsProvider value={WORDS[model.settings.value?.language ?? 'en']}>
      <TourProvider value={tour}>
        <ModelProvider value={touring?.model ?? model}>
          <App key={touring === undefined ? 'real' : 'sample'} />
        </ModelProvider>
      </TourProvider>
    </WordsProvider>
  );
}

render(<Root />, root);
