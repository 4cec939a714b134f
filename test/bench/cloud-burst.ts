import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../../src/journal/database.ts';
import { keyOf } from '../../src/sources/acapy-cloud/keys.ts';
import { flooded } from './burst.ts';
import { busyEvents } from './cloud-events.ts';
import { startWithNats, type NatsTradebell } from './cloud-servers.ts';
import type { ElectronApp } from './electron-app.ts';
import type { Figure } from './figures.ts';

/** What 10,000 messages of a real nats-server do to the real app: without names to look up, and with a CloudAPI that knows them. */
export async function cloudBurst({ quick, profile }: { quick: boolean; profile: string | undefined }): Promise<Figure[]> {
  const count = quick ? 2_000 : 10_000;
  const figures: Figure[] = [];
  for (const names of [false, true]) {
    const app = await startWithNats({ how: 'observed' }, { names });
    try {
      const first = await burstOf(app, { count, names, round: 1, profile: names ? profile?.replace('.cpuprofile', '-names.cpuprofile') : profile });
      figures.push(...first);
      if (quick) continue;
      // Flat: as much again leaves it as it was after the first.
      const second = await burstOf(app, { count, names, round: 2, profile: undefined });
      const [again] = second;
      if (again !== undefined) figures.push({ ...again, name: '  the same once more, with all code warm' });
      figures.push({
        name: `memory after ${count.toLocaleString('en')} more (PSS)`,
        value: memoryIn(second),
        unit: 'MB',
        against: { name: 'after the first', value: memoryIn(first) },
        aim: { mostRatio: 1.1 },
      });
    } finally {
      await app.close();
    }
  }
  return figures;
}

function memoryIn(figures: readonly Figure[]): number {
  const found = figures.find(({ unit }) => unit === 'MB');
  if (found === undefined) throw new Error('a burst without its memory');
  return found.value;
}

interface Burst {
  readonly count: number;
  readonly names: boolean;
  readonly round: number;
  readonly profile: string | undefined;
}

/** The messages are in the stream, and held back, before the first may come: publishing costs the app nothing. */
async function burstOf(app: NatsTradebell, { count, names, round, profile }: Burst): Promise<Figure[]> {
  const { nats, gate, cloud } = app;
  gate.hold();
  const events = busyEvents(`burst ${round}`, count);
  await nats.publishAll(events);
  const what = `${count.toLocaleString('en')} NATS messages${names ? ' from sides to look up' : ''}`;
  const asked = cloud?.requests.length ?? 0;
  const send = (): Promise<void> => Promise.resolve(gate.release());
  const figures = await flooded(app, { what, alerts: round * count, send, profile });
  const kept = await lookedAt(app, events.map(({ wallet_id: walletId, topic, payload }) => keyOf({ walletId, topic, payload })));
  const looked = cloud && `${cloud.requests.length - asked} questions to the CloudAPI, ${kept.nameless} alerts left without a name`;
  return figures.map((figure) => (figure.unit === 's' && figure.aim !== undefined ? { ...figure, note: [kept.order, looked].filter(Boolean).join('; ') } : figure));
}

/** What was kept: these, each once, in this order, or it throws; and of how many it is not known who the other side is. */
async function lookedAt(app: ElectronApp, keys: readonly string[]): Promise<{ order: string; nameless: number }> {
  const folder = path.join(app.userData, 'journal');
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.db'));
  if (file === undefined) throw new Error('the app has no journal');
  const database = openDatabase(path.join(folder, file));
  try {
    const kept = database.all("SELECT json_extract(alert, '$.key') FROM bodies ORDER BY id DESC LIMIT ?", keys.length).map(([key]) => String(key)).toReversed();
    const astray = keys.findIndex((key, n) => kept[n] !== key);
    if (astray >= 0) throw new Error(`of ${keys.length} messages ${kept.length} were kept, and no. ${astray} is not where it belongs`);
    const nameless = "SELECT count(*) FROM bodies WHERE json_extract(alert, '$.actor.id') IS NOT NULL AND json_extract(alert, '$.actor.name') IS NULL";
    return { order: 'each once, in the order of the stream', nameless: Number(database.get(nameless)?.[0]) };
  } finally {
    database.close();
  }
}
