import { WebSocketServer } from 'ws';
import { shopTexts } from './frames.ts';

// A process of its own, so that sending costs the receiver nothing: sends the frames of a busy shop to whoever asks, as fast as it can.
const frames = shopTexts('flood', Number(process.argv[2]));
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (client) => client.on('message', () => frames.forEach((frame) => client.send(frame))));
server.on('listening', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
