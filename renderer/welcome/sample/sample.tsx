import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { createModel } from '../../model.ts';
import type { Model } from '../../model.ts';
import type { Touring } from '../../tour.ts';
import { useTour } from '../../tour.ts';
import { GlyphIcon } from '../../ui/icons.tsx';
import { useWords, useWordsOf } from '../../words.ts';
import type { WordsOf } from '../../words.ts';
import { createSampleBridge } from './sample-bridge.ts';

/**
 * The window's state with sample data in it, which stays in the language that it began with, as anybody's own would. `leave` ends it: when it is
 * asked to, or when anything real comes.
 */
export async function createSample(real: Model, leave: () => void): Promise<Touring> {
  const { bridge, clock, speech } = real;
  const [first, { sample }] = await Promise.all([speech.learn('alerts'), speech.learn('welcome')]);
  const alerts = (): WordsOf<'alerts'> => speech.words('alerts').peek() ?? first;
  const model = createModel(createSampleBridge({ real: bridge, clock, sample, alerts, locale: () => speech.tongue.peek()?.locale ?? 'en' }), clock, speech);
  const end = (): void => {
    leave();
    real.show({ text: (speech.words('welcome').peek()?.sample ?? sample).left });
  };
  const stops = [
    bridge.on('journal.changed', end),
    bridge.on('connections.changed', end),
    bridge.on('go', end),
    // Its alerts come in words as well: what is shown is read again in another language.
    speech.tongue.subscribe(model.inbox.refresh),
  ];
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
  const words = useWordsOf('welcome').sample;
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
