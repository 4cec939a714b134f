import type { Figure } from './figures.ts';
import { walletBurst } from './wallet-burst.ts';
import { walletCost } from './wallet-cost.ts';
import { walletDecoding } from './wallet-decoding.ts';
import { walletLatency } from './wallet-latency.ts';
import { walletTopics } from './wallet-topics.ts';

/** What a wallet's events cost, alone and in the real app. */
export async function wallet(run: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const measure of [walletDecoding, walletCost, walletBurst, walletTopics, walletLatency]) figures.push(...(await measure(run)));
  return figures;
}
