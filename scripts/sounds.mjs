import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Draws assets/sounds/*.wav: tones that are worked out here, so that they are nobody's but ours. Run it again after a change.

const RATE = 22_050;
const LOUDEST = 0.6;
const folder = path.resolve(import.meta.dirname, '..', 'assets', 'sounds');

/** A tone that is struck once: how high (Hz), how loud, how long until it has faded to a third (s), when (s). */
function struck({ hertz, loud = 1, fades, at = 0 }) {
  return (time) => {
    const since = time - at;
    if (since < 0) return 0;
    // A few milliseconds to rise, or it begins with a click.
    return loud * Math.min(1, since / 0.003) * Math.exp(-since / fades) * Math.sin(2 * Math.PI * hertz * since);
  };
}

/** The partials of a small bell, as ratios of its note: hum, prime, tierce, quint, nominal, and what glitters above. */
const BELL = [
  [0.5, 0.35, 0.5],
  [1, 1, 0.38],
  [1.19, 0.45, 0.3],
  [1.5, 0.3, 0.22],
  [2, 0.6, 0.2],
  [2.74, 0.25, 0.1],
  [4.07, 0.12, 0.06],
];
const bell = (note, at = 0) => BELL.map(([ratio, loud, fades]) => struck({ hertz: note * ratio, loud, fades, at }));
/** A bar of wood or metal: its overtones are far apart. */
const bar = (note, at, fades) => [
  struck({ hertz: note, fades, at }),
  struck({ hertz: note * 3.93, loud: 0.2, fades: fades / 4, at }),
  struck({ hertz: note * 9.24, loud: 0.06, fades: fades / 9, at }),
];

const SOUNDS = {
  bell: { seconds: 1.1, tones: bell(1046.5) },
  chime: { seconds: 0.9, tones: [...bar(783.99, 0, 0.16), ...bar(1174.66, 0.14, 0.22)] },
  knock: { seconds: 0.35, tones: [...bar(185, 0, 0.035), ...bar(220, 0.13, 0.03)] },
};

function wav({ seconds, tones }) {
  const count = Math.round(seconds * RATE);
  const samples = Array.from({ length: count }, (_, nth) => {
    const left = (count - nth) / RATE;
    return tones.reduce((sum, tone) => sum + tone(nth / RATE), 0) * Math.min(1, left / 0.05);
  });
  const peak = Math.max(...samples.map(Math.abs));
  const data = Buffer.alloc(count * 2);
  samples.forEach((sample, nth) => data.writeInt16LE(Math.round((sample / peak) * LOUDEST * 32_767), nth * 2));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // mono
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

mkdirSync(folder, { recursive: true });
for (const [name, sound] of Object.entries(SOUNDS)) writeFileSync(path.join(folder, `${name}.wav`), wav(sound));
