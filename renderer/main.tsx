import { render } from 'preact';
import { systemClock } from '../src/shared/clock.ts';
import { App } from './app.tsx';
import './bridge.ts';
import './main.css';
import { createModel, ModelProvider } from './model.ts';
import { WORDS, WordsProvider } from './words.ts';

const model = createModel(window.tradebell, systemClock);
const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app.');

function Root() {
  return (
    <WordsProvider value={WORDS[model.settings.value?.language ?? 'en']}>
      <ModelProvider value={model}>
        <App />
      </ModelProvider>
    </WordsProvider>
  );
}

render(<Root />, root);
