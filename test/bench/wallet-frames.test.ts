import { expect, test } from 'vitest';
import { decodeFrame } from '../../src/sources/ewallet/alerts.ts';
import { COPIES, WALLET_TOPICS, walletContext, walletEvent, walletTexts } from './wallet-frames.ts';

const keysOf = (texts: readonly string[]) =>
  texts.map((text) => {
    const decoded = decodeFrame(text, walletContext());
    return decoded.type === 'alert' ? decoded.alert.key : decoded;
  });

test('copies of an event differ in their topic alone, and are one to the decoder', () => {
  const copies = walletEvent('test', 0);
  expect(copies.map((text) => (JSON.parse(text) as { topic: string }).topic)).toEqual(WALLET_TOPICS);
  expect(new Set(keysOf(copies)).size).toBe(1);
});

test('each of many events is another, and every other one ends the one before it', () => {
  const keys = keysOf(walletTexts('test', 50));
  expect(keys).toHaveLength(50 * COPIES);
  expect(new Set(keys).size).toBe(50);
  const [request, end] = [0, 1].map((n) => decodeFrame(walletEvent('test', n)[0] ?? '', walletContext()));
  expect(end).toMatchObject({ type: 'alert', settles: request?.type === 'alert' ? request.alert.key : '' });
});
