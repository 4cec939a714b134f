import { decodeFrame } from '../../src/sources/ewallet/alerts.ts';
import { withoutEncrypted } from '../../src/sources/ewallet/encrypted.ts';
import { Consumption, Envelope } from '../../src/sources/ewallet/frames.ts';
import { parseJson } from '../../src/wire/json.ts';
import type { Figure } from './figures.ts';
import { median, spread } from './statistics.ts';
import { COPIES, walletContext, walletTexts } from './wallet-frames.ts';

const EVENTS = 1_000;

/** What decoding a frame costs, and which part of it takes how much, each measured alone. */
export async function walletDecoding({ quick }: { quick: boolean }): Promise<Figure[]> {
  // As they come off a socket: of one piece.
  const texts = walletTexts('decoding', EVENTS).map((text) => Buffer.from(text).toString());
  const parsed = texts.map(parseJson);
  const context = walletContext();
  const steps = {
    decoded: () => texts.forEach((text) => void decodeFrame(text, context)),
    plain: () => texts.forEach((text) => void JSON.parse(text)),
    lossless: () => texts.forEach((text) => void parseJson(text)),
    cleaned: () => texts.forEach((text) => void withoutEncrypted(text)),
    checked: () => parsed.forEach((frame) => void Consumption.safeParse(Envelope.parse(frame).data)),
  };
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const times = { decoded: [] as number[], plain: [] as number[], lossless: [] as number[], cleaned: [] as number[], checked: [] as number[] };
  const rounds = quick ? 5 : 15;
  for (let round = -2; round < rounds; round += 1) {
    for (const name of names) {
      const began = performance.now();
      steps[name]();
      if (round >= 0) times[name].push(((performance.now() - began) / texts.length) * 1000); // before: warming up
    }
  }
  const share = (name: keyof typeof steps): string => `${Math.round((median(times[name]) / median(times.decoded)) * 100)} % of decoding`;
  const off = (name: keyof typeof steps): string => `±${Math.round(spread(times[name]) * 50)} %`;
  const against = { name: 'JSON.parse alone', value: median(times.plain) };
  const kilobytes = texts.reduce((sum, { length }) => sum + length, 0) / texts.length / 1000;
  return [
    {
      name: 'decoding a frame',
      value: median(times.decoded),
      unit: 'µs',
      against,
      note: `of ${kilobytes.toFixed(1)} kB, ${texts.length.toLocaleString('en')} different ones; an event comes in ${COPIES}; ${off('decoded')}, alone ${off('plain')}`,
    },
    { name: '  of it parsing without losing digits', value: median(times.lossless), unit: 'µs', against, note: `${share('lossless')}; ${off('lossless')}` },
    { name: '  of it checking by schema', value: median(times.checked), unit: 'µs', note: `${share('checked')}; ${off('checked')}` },
    { name: '  of it dropping encrypted metadata', value: median(times.cleaned), unit: 'µs', note: `${share('cleaned')}; ${off('cleaned')}` },
  ];
}
