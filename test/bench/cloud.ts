import { cloudBurst } from './cloud-burst.ts';
import { cloudCost } from './cloud-cost.ts';
import { cloudDecoding } from './cloud-decoding.ts';
import { cloudLatency } from './cloud-latency.ts';
import { cloudWatches } from './cloud-watches.ts';
import type { Figure } from './figures.ts';

/** What the events of a CloudAPI cost, over NATS and Waypoint. */
export async function cloud(run: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const measure of [cloudDecoding, cloudCost, cloudBurst, cloudWatches, cloudLatency]) figures.push(...(await measure(run)));
  return figures;
}
