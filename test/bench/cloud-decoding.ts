import { decodeEvent } from '../../src/sources/acapy-cloud/event.ts';
import { Payload } from '../../src/sources/acapy-cloud/frames.ts';
import { keyOf } from '../../src/sources/acapy-cloud/keys.ts';
import { parseJson } from '../../src/wire/json.ts';
import { busyEvents, cloudContext } from './cloud-events.ts';
import type { Figure } from './figures.ts';
import { median, spread } from './statistics.ts';

const EVENTS = 1_000;
/** Until each step is as fast as it gets. */
const WARMING = 10;

/** What decoding an event costs, and which part of it takes how much, each measured alone. */
export async function cloudDecoding({ quick }: { quick: boolean }): Promise<Figure[]> {
  const events = busyEvents('decoding', EVENTS);
  // As they come off a socket: of one piece.
  const texts = events.map((event) => Buffer.from(JSON.stringify(event)).toString());
  const keyed = events.map(({ wallet_id: walletId, topic, payload }) => ({ walletId, topic, payload }));
  const context = cloudContext();
  const steps = {
    decoded: () => texts.forEach((text) => void decodeEvent(text, context)),
    plain: () => texts.forEach((text) => void JSON.parse(text)),
    lossless: () => texts.forEach((text) => void parseJson(text)),
    checked: () => keyed.forEach(({ payload }) => void Payload.safeParse(payload)),
    named: () => keyed.forEach((event) => void keyOf(event)),
  };
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const times = { decoded: [] as number[], plain: [] as number[], lossless: [] as number[], checked: [] as number[], named: [] as number[] };
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
    { name: 'decoding an event', value: median(times.decoded), unit: 'µs', against, note },
    { name: '  of it parsing without losing digits', value: median(times.lossless), unit: 'µs', against, note: `${share('lossless')}; ${off('lossless')}` },
    { name: '  of it checking the payload by schema', value: median(times.checked), unit: 'µs', note: `${share('checked')}, and once more within the key; ${off('checked')}` },
    { name: '  of it making the key', value: median(times.named), unit: 'µs', note: `${share('named')}; ${off('named')}` },
  ];
}
