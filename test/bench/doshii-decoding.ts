import { decodeFrame } from '../../src/sources/doshii/alerts.ts';
import { Data } from '../../src/sources/doshii/frames.ts';
import { createMeeting } from '../../src/sources/doshii/meeting.ts';
import { withoutSecrets } from '../../src/sources/doshii/withheld.ts';
import { parseJson } from '../../src/wire/json.ts';
import { venueContext, venueTexts } from './doshii-frames.ts';
import type { Figure } from './figures.ts';
import { median, spread } from './statistics.ts';

const EVENTS = 1_000;
/** Until each step is as fast as it gets. */
const WARMING = 10;

/** What decoding a frame costs, which part of it takes how much, and what finding out whether it is known costs; each measured alone. */
export async function doshiiDecoding({ quick }: { quick: boolean }): Promise<Figure[]> {
  // As they come off a socket: of one piece.
  const texts = venueTexts('decoding', EVENTS).map((text) => Buffer.from(text).toString());
  const parsed = texts.map(parseJson);
  const context = venueContext();
  const news = texts.flatMap((text) => {
    const decoded = decodeFrame(text, context);
    return decoded.type === 'news' ? decoded.news : [];
  });
  const steps = {
    decoded: () => texts.forEach((text) => void decodeFrame(text, context)),
    plain: () => texts.forEach((text) => void JSON.parse(text)),
    lossless: () => texts.forEach((text) => void parseJson(text)),
    withheld: () => parsed.forEach((frame) => void withoutSecrets(frame)),
    checked: () => parsed.forEach((frame) => void Data.safeParse((frame as { readonly emit: readonly unknown[] }).emit[1])),
    met() {
      const meeting = createMeeting({ held: () => undefined });
      news.forEach((one) => void meeting.itemsOf(one));
    },
  };
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<keyof typeof steps, number[]>;
  const rounds = quick ? 9 : 25;
  for (let round = -WARMING; round < rounds; round += 1) {
    for (const name of names) {
      const began = performance.now();
      steps[name]();
      if (round >= 0) times[name].push(((performance.now() - began) / EVENTS) * 1000);
    }
  }
  const share = (name: keyof typeof steps): string => `${Math.round((median(times[name]) / median(times.decoded)) * 100)} % of decoding`;
  const off = (name: keyof typeof steps): string => `±${Math.round(spread(times[name]) * 50)} %`;
  const against = { name: 'JSON.parse alone', value: median(times.plain) };
  const kilobytes = texts.reduce((sum, { length }) => sum + length, 0) / EVENTS / 1000;
  const note = `of ${kilobytes.toFixed(1)} kB, ${EVENTS.toLocaleString('en')} different ones; ${off('decoded')}, alone ${off('plain')}`;
  return [
    { name: 'decoding a frame', value: median(times.decoded), unit: 'µs', against, note },
    { name: '  of it parsing without losing digits', value: median(times.lossless), unit: 'µs', against, note: `${share('lossless')}; ${off('lossless')}` },
    { name: '  of it checking by schema', value: median(times.checked), unit: 'µs', note: `${share('checked')}; ${off('checked')}` },
    { name: '  of it looking for what must not be kept', value: median(times.withheld), unit: 'µs', note: `${share('withheld')}; ${off('withheld')}` },
    { name: 'finding out whether it is news, without the journal', value: median(times.met), unit: 'µs', note: off('met') },
  ];
}
