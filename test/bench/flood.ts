import { WebSocketServer } from 'ws';
import { shopTexts } from './frames.ts';
import { walletTexts } from './wallet-frames.ts';

// A process of its own, so that sending costs the receiver nothing: sends what a busy shop or wallet tells to whoever asks, as much as was
// asked for, as fast as it can.
const [kind, count] = process.argv.slice(2);
const frames = (kind === 'wallet' ? walletTexts : shopTexts)('flood', Number(count));
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (client) => client.on('message', (wanted) => frames.slice(0, Number(String(wanted))).forEach((frame) => client.send(frame))));
server.on('listening', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
