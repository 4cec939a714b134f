import { doshiiBurst } from './doshii-burst.ts';
import { doshiiCost } from './doshii-cost.ts';
import { doshiiDecoding } from './doshii-decoding.ts';
import { doshiiIdle } from './doshii-idle.ts';
import { doshiiLatency } from './doshii-latency.ts';
import type { Figure } from './figures.ts';

/** What the events of a Doshii cost, alone and in the real app. */
export async function doshii(run: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const measure of [doshiiDecoding, doshiiCost, doshiiBurst, doshiiIdle, doshiiLatency]) figures.push(...(await measure(run)));
  return figures;
}
