import type { Page } from 'playwright';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import type { NotificationDesktop } from '../desktop/notifications.ts';
import { readInbox } from './app-window.ts';
import type { Checks } from './checks.ts';
import type { SampleCloud } from './cloud.ts';
import type { Act } from './day.ts';
import type { SampleDoshii } from './doshii.ts';
import type { SampleNodes } from './nodes.ts';
import type { Telling } from './telling.ts';
import type { SampleWallet } from './wallet.ts';

/** The title of a digest, with its count. */
export const DIGEST = /^(\d+) new events?$/;

/** How many the last digest so far counted. */
export function digestCount({ all }: NotificationDesktop['calls']): number {
  return Number(DIGEST.exec(all.findLast(({ title }) => DIGEST.test(title))?.title ?? '')?.[1] ?? 0);
}

/** What the inbox is to hold once. */
export type Expected = Pick<Act, 'title' | 'later' | 'as'>;

export interface Comparison {
  readonly notifications: NotificationDesktop;
  readonly nodes: SampleNodes;
  readonly wallet: SampleWallet;
  readonly cloud: SampleCloud;
  readonly doshii: SampleDoshii;
  readonly checks: Checks;
  readonly tell: Telling;
  readonly page: Page;
  readonly expected: readonly Expected[];
}

/** Inbox and desktop against what nodes, wallets and venues did: all there, nothing twice, each as it was decided. */
export async function compare({ page, expected, notifications, nodes, wallet, cloud, doshii, checks, tell }: Comparison): Promise<void> {
  const { calls } = notifications;
  const { lines, details } = await readInbox(page);
  const past = nodes.past + wallet.past + cloud.past + doshii.past;
  const total = past + expected.length;
  checks.check(`The inbox holds all ${total} alerts`, lines.length === total, `${lines.length} are there: ${quoted(lines)}`);
  const times = expected.map(inTheEnd).map((title) => ({ title, found: lines.filter((line) => line.title.endsWith(title)).length }));
  const wrong = times.filter(({ found }) => found !== 1);
  const howOften = wrong.map(({ title, found }) => `“${title}” ${found} times`).join('; ');
  checks.check(`Each of the ${expected.length} things of the day is there once`, wrong.length === 0, howOften);

  const rang = details.filter(({ decision }) => decision?.deliver === 'notify');
  const digested = details.filter(({ decision }) => decision?.deliver === 'digest');
  const fresh = calls.all.filter(({ replacesId }) => replacesId === 0);
  const asDecided = fresh.length === rang.length + 1;
  checks.check(`${rang.length} alerts rang, each with one notification, and there was one digest`, asDecided, quoted(fresh));
  const misjudged = expected.filter((thing) => {
    const deliver = details.find(({ title }) => title.endsWith(inTheEnd(thing)))?.decision?.deliver;
    return thing.as !== undefined && deliver !== (thing.as === 'rings' ? 'notify' : 'inbox');
  });
  checks.check('What had to ring rang, and what we did ourselves did not', misjudged.length === 0, quoted(misjudged));
  const counted = digestCount(calls);
  checks.check(`The digest counts ${digested.length} events in the end`, counted === digested.length, `It counts ${counted}`);
  settled({ wallet, checks }, details);
  await acknowledged({ cloud, checks });
  asked({ doshii, checks });
  tell.plain();
  tell.plain(`What rang (${rang.length}):`);
  for (const { title } of rang.toReversed()) tell.plain(`  ${title}`);
  tell.plain(`What came as one digest (${digested.length}):`);
  for (const { title } of digested.toReversed()) tell.plain(`  ${title}`);
  const silent = details.filter(({ decision }) => decision?.deliver === 'inbox').length - past;
  tell.plain(`What stayed silent: ${silent} of today, ${past} of the last weeks`);
  const unread = lines.filter(({ read }) => !read);
  tell.plain(`What waits in the inbox: ${unread.length} unread of ${lines.length}`);
}

/** Money and decisions: by the wallet's own books. */
function settled({ wallet: { wallet }, checks }: Pick<Comparison, 'wallet' | 'checks'>, details: readonly AlertDetail[]): void {
  const consumptions = [...wallet.store.consumptions.values()];
  const sum = (count: (id: string) => number): number => consumptions.reduce((all, { id }) => all + count(id), 0);
  const today = consumptions.filter(({ id }) => details.some(({ subject, intent }) => subject?.id === id && intent !== undefined));
  const decided = `${sum(wallet.approvals)} approved, ${sum(wallet.rejections)} rejected, ${today.length} decided here`;
  const each = today.every(({ id }) => wallet.approvals(id) + wallet.rejections(id) === 1);
  checks.check('The wallet was told one yes and one no, each once', today.length === 2 && each && sum(wallet.approvals) === 1, decided);
  const received = details.filter(({ kind, status }) => kind === 'consumptionFinalized' && status === 'confirmed');
  const paid = received.map(({ subject }) => subject?.id).toSorted();
  const moved = wallet.moved.map(({ consumptionId }) => consumptionId).toSorted();
  checks.check('The inbox tells of all money that moved in the wallet, and of no other', paid.join() === moved.join(), quoted(received));
}

/** What was told over NATS: by the server's own account. */
async function acknowledged({ cloud: { nats }, checks }: Pick<Comparison, 'cloud' | 'checks'>): Promise<void> {
  const consumers = await nats.consumers();
  const open = await Promise.all(consumers.map(({ name }) => nats.pending(name)));
  const left = open.reduce((sum, { waiting, unacknowledged }) => sum + waiting + unacknowledged, 0);
  const all = await nats.messages();
  const said = `${consumers.length} consumers, ${left} of ${all} messages left`;
  checks.check('NATS keeps one place for us, and all that it holds is acknowledged', consumers.length === 1 && left === 0 && all > 0, said);
}

/** What Doshii was asked: by its own account. */
function asked({ doshii: { doshii }, checks }: Pick<Comparison, 'doshii' | 'checks'>): void {
  const bad = doshii.answers.filter(({ status }) => status !== 200).map(({ path, status }) => `${path} ${status}`);
  checks.check('Doshii let us in each time, and was asked for nothing that it does not give', bad.length === 0 && doshii.answers.length > 0, bad.join('; '));
}

function inTheEnd({ title, later }: Expected): string {
  return later ?? title;
}

/** Titles, for people. */
export function quoted(things: readonly { readonly title: string }[]): string {
  return things.map(({ title }) => `“${title}”`).join('; ') || 'none';
}
