import { flooded } from './burst.ts';
import { venueRows, venueTexts } from './doshii-frames.ts';
import { startWithDoshii } from './doshii-servers.ts';
import type { Figure } from './figures.ts';

/** Calls for details; lists have no such path. */
const DETAILS = /\/(?:orders|transactions|bookings|checkins)\/[^/?]+$/;

/** Whether details can be asked for, and whether they ever come. */
const HOW = {
  without: 'without a client secret',
  answered: 'with details to look up',
  held: 'with details that never come',
} as const;
type How = keyof typeof HOW;

/** What 10,000 frames at once do to the real app. Details, fetched or waited for meanwhile, must not hold the socket up. */
export async function doshiiBurst({ quick, profile }: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  const count = quick ? 2_000 : 10_000;
  const without = await burstOf(count, 'without', profile);
  const answered = await burstOf(count, 'answered', profile?.replace('.cpuprofile', '-details.cpuprofile'));
  const held = await burstOf(count, 'held', undefined);
  const against = { name: HOW.without, value: settledIn(without) };
  return [
    ...without,
    ...answered,
    { name: `until each is shown, ${HOW.answered}`, value: settledIn(answered), unit: 's', against },
    { name: `until each is shown, ${HOW.held}`, value: settledIn(held), unit: 's', against, aim: { mostRatio: 1.5 } },
  ];
}

/** When nothing more was to be done, in s. */
function settledIn(figures: readonly Figure[]): number {
  const found = figures.findLast(({ unit }) => unit === 's');
  if (found === undefined) throw new Error('a burst without its time');
  return found.value;
}

async function burstOf(count: number, how: How, profile: string | undefined): Promise<Figure[]> {
  const app = await startWithDoshii({ how: 'observed' }, { details: how !== 'without' });
  try {
    const { doshii } = app;
    const { venue, rest, store } = doshii;
    // Only once it has caught up: what it is told of is news.
    if (how === 'answered') for (const { kind, id, fields } of venueRows('burst', count)) store.add(kind, venue.locationId, { id, ...fields });
    const wait = how === 'held' ? doshii.faults.hold(DETAILS) : undefined;
    const texts = venueTexts('burst', count, rest);
    const before = doshii.requests.length;
    const send = (): Promise<unknown> => Promise.all(texts.map((text) => doshii.sendText(text)));
    const figures = await flooded(app, { what: `${count.toLocaleString('en')} frames ${HOW[how]}`, alerts: count, send, profile });
    wait?.release();
    const asked = doshii.requests.slice(before).filter(({ path }) => DETAILS.test(path)).length;
    const note = `${asked} details asked for`;
    return figures.map((figure) => (figure.unit === 's' && figure.aim !== undefined && how !== 'without' ? { ...figure, note } : figure));
  } finally {
    await app.close();
  }
}
