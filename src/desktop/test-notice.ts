import { privacyOf } from '../policy/preview.ts';
import type { Notice } from '../shared/notice.ts';
import type { Settings } from '../shared/settings.ts';
import type { Sound } from '../shared/sound.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';

/** A notification that only shows how one looks and sounds: of Tradebell, or of one connection. Undefined where there is no such connection. */
export function testNotice(
  { connections, privacy, sound }: Pick<Settings, 'connections' | 'privacy' | 'sound'>,
  words: Pick<Catalogue['desktop'], 'test' | 'testOf'>,
  asked: { sound?: Sound; connection?: string }
): Notice | undefined {
  const common = { id: 'test', urgency: 'normal', actions: [], sound: asked.sound ?? sound } as const satisfies Partial<Notice>;
  if (asked.connection === undefined) return { ...common, ...words.test };
  const connection = connections.find(({ id }) => id === asked.connection);
  if (connection === undefined) return undefined;
  if (privacyOf({ privacy, connections }, connection.id) === 'nothing') return { ...common, ...words.test };
  return { ...common, title: words.testOf.title(connection.name), body: words.testOf.body };
}
