import type { Page } from 'playwright';
import type { NotificationDesktop } from '../desktop/notifications.ts';
import { readInbox } from './app-window.ts';
import type { Checks } from './checks.ts';
import type { Act } from './day.ts';
import type { SampleNodes } from './nodes.ts';
import type { Telling } from './telling.ts';

/** The title of a digest, with its count. */
export const DIGEST = /^(\d+) new events?$/;

export interface Comparison {
  readonly notifications: NotificationDesktop;
  readonly nodes: SampleNodes;
  readonly checks: Checks;
  readonly tell: Telling;
  readonly page: Page;
  readonly acts: readonly Act[];
  readonly missedTitles: readonly string[];
}

/** Inbox and desktop against what the nodes did: all there, nothing twice, each as it was decided. */
export async function compare({ page, acts, missedTitles, notifications, nodes, checks, tell }: Comparison): Promise<void> {
  const { calls } = notifications;
  const { lines, details } = await readInbox(page);
  const expected = [...acts.map(({ title }) => title), ...missedTitles];
  const total = nodes.past + expected.length;
  checks.check(`The inbox holds all ${total} alerts`, lines.length === total, `${lines.length} are there: ${quoted(lines)}`);
  const times = expected.map((title) => ({ title, found: lines.filter((line) => line.title.endsWith(title)).length }));
  const wrong = times.filter(({ found }) => found !== 1);
  const howOften = wrong.map(({ title, found }) => `“${title}” ${found} times`).join('; ');
  checks.check(`Each of the ${expected.length} things of the day is there once`, wrong.length === 0, howOften);

  const rang = details.filter(({ decision }) => decision?.deliver === 'notify');
  const digested = details.filter(({ decision }) => decision?.deliver === 'digest');
  const fresh = calls.all.filter(({ replacesId }) => replacesId === 0);
  const asDecided = fresh.length === rang.length + 1;
  checks.check(`${rang.length} alerts rang, each with one notification, and there was one digest`, asDecided, quoted(fresh));
  const misjudged = acts.filter(({ title, as }) => {
    const deliver = details.find((detail) => detail.title.endsWith(title))?.decision?.deliver;
    return as !== undefined && deliver !== (as === 'rings' ? 'notify' : 'inbox');
  });
  checks.check('What had to ring rang, and our own payment did not', misjudged.length === 0, quoted(misjudged));
  const last = calls.all.findLast(({ title }) => DIGEST.test(title));
  const counted = DIGEST.exec(last?.title ?? '')?.[1];
  checks.check(`The digest counts ${digested.length} events in the end`, counted === String(digested.length), last?.title);
  tell.plain();
  tell.plain(`What rang (${rang.length}):`);
  for (const { title } of rang.toReversed()) tell.plain(`  ${title}`);
  tell.plain(`What came as one digest (${digested.length}):`);
  for (const { title } of digested.toReversed()) tell.plain(`  ${title}`);
  const silent = details.filter(({ decision }) => decision?.deliver === 'inbox').length - nodes.past;
  tell.plain(`What stayed silent: ${silent} of today, ${nodes.past} of the last weeks`);
  const unread = lines.filter(({ read }) => !read);
  tell.plain(`What waits in the inbox: ${unread.length} unread of ${lines.length}`);
}

/** Titles, for people. */
export function quoted(things: readonly { readonly title: string }[]): string {
  return things.map(({ title }) => `“${title}”`).join('; ') || 'none';
}
