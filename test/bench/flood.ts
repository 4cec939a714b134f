import { WebSocketServer } from 'ws';
import { venueTexts } from './doshii-frames.ts';
import type { Flooding } from './flooding.ts';
import { shopTexts } from './frames.ts';
import { walletTexts } from './wallet-frames.ts';

// A process of its own, so that sending costs the receiver nothing: sends what a busy shop, wallet or app of venues tells to whoever asks, as much as was
// asked for, as fast as it can.
const TEXTS: Readonly<Record<Flooding, (series: string, count: number) => string[]>> = { shop: shopTexts, wallet: walletTexts, doshii: venueTexts };
const [kind, count] = process.argv.slice(2);
const frames = TEXTS[kind === 'wallet' || kind === 'doshii' ? kind : 'shop']('flood', Number(count));
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (client) => client.on('message', (wanted) => frames.slice(0, Number(String(wanted))).forEach((frame) => client.send(frame))));
server.on('listening', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
