import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { createModel } from '../../model.ts';
import type { Model } from '../../model.ts';
import type { Touring } from '../../tour.ts';
import { useTour } from '../../tour.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { useWords } from '../../words.ts';
import { useWelcomeWords, WELCOME_WORDS } from '../words.ts';
import { createSampleBridge } from './sample-bridge.ts';

/** The window's state with sample data in it. `leave` ends it: when it is asked to, or when anything real comes. */
export function createSample(real: Model, leave: () => void): Touring {
  const language = real.settings.peek()?.language ?? 'en';
  const model = createModel(createSampleBridge({ real: real.bridge, clock: real.clock, catalogue: CATALOGUES[language], locale: navigator.language }), real.clock);
  const end = (): void => {
    leave();
    real.show({ text: WELCOME_WORDS[language].sample.left });
  };
  const stops = [real.bridge.on('journal.changed', end), real.bridge.on('connections.changed', end), real.bridge.on('go', end)];
  return {
    Banner: SampleBanner,
    model: {
      ...model,
      edit(id, part) {
        if (id !== 'new') return model.edit(id, part);
        // A connection that somebody adds is a real one.
        end();
        real.go('connections');
        real.edit('new');
      },
      stop() {
        for (const stop of stops) stop();
        model.stop();
      },
    },
  };
}

/** Says on every view that nothing of it is real, and takes it away. */
function SampleBanner(): JSX.Element {
  const { app } = useWords();
  const words = useWelcomeWords().sample;
  const { leave } = useTour();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.title;
    document.title = `${app} · ${words.titleMark}`;
    box.current?.focus();
    return () => {
      document.title = before;
    };
  }, []);
  return (
    <aside ref={box} tabIndex={-1} class="banner banner-sample" aria-label={words.titleMark}>
      <GlyphIcon of="eye" size={18} />
      <p>{words.banner}</p>
      <button type="button" class="button small" onClick={leave}>
        {words.leave}
      </button>
    </aside>
  );
}
