import type { Page } from 'playwright';
import { toTop } from './app-window.ts';
import { digestCount, type Expected } from './comparison.ts';
import { BARE, BREAKFAST_SAID, missedAtVenues, tellsAgain, venueHour } from './doshii-day.ts';
import { NARROW, rings, shootBoth, type Stage, WIDE } from './stage.ts';

/** Until the limit of rings has passed. */
const RING_MS = 60_000;
/** Doshii may be asked what was missed only once a minute. */
const CATCH_UP_MS = 90_000;

/** An hour at the venues, with the window closed. Resolves to what the inbox is to hold of it. */
export async function venueScene(stage: Stage): Promise<readonly Expected[]> {
  const { app, doshii: { doshii }, tell, checks } = stage;
  const { order, rest } = venueHour(stage.doshii, await app.app.evaluate((electron) => electron.app.getLocale()));
  const details = doshii.faults.hold('/orders/');
  const bare = app.notifications.calls.next(({ title }) => title === BARE, RING_MS);
  const whole = rings(order, stage);
  const first = await checks.happens('An order rings at once, with what its event alone says', bare);
  tell.note('(now Doshii answers who ordered what)');
  details.release();
  const second = await whole;
  const body = second?.body ?? '';
  const complete = second?.replacesId === first?.id && BREAKFAST_SAID.every((part) => body.includes(part));
  checks.check('Customer, venue, total and number follow in place', complete, body);
  for (const act of rest) await rings(act, stage);
  return [order, ...rest];
}

/** The line drops, with the window open; what was missed is caught up, once. `ordered`: the title of an order that rang. Resolves to what the inbox is to hold of it. */
export async function lineScene(stage: Stage, page: Page, ordered: string): Promise<readonly Expected[]> {
  const { app, doshii: sample, tell, checks } = stage;
  const { name, doshii } = sample;
  tell.step('The line to Doshii drops; meanwhile the bistro cancels a dinner');
  const tray = await app.tray();
  // A time without a sign of life would be a gap: the last one is of now.
  const answered = doshii.nextPong();
  doshii.ping();
  await answered;
  await doshii.down();
  await checks.happens('The tray says that the line is down', tray.until(({ menu }) => menu.some(({ label }) => label.startsWith(`${name}: `) && !label.endsWith(': online'))));
  const missed = missedAtVenues(sample);
  const { calls } = app.notifications;
  const count = digestCount(calls) + 1;
  const digest = calls.next(() => digestCount(calls) === count, CATCH_UP_MS);
  const listening = doshii.nextListener();
  await doshii.up();
  await checks.happens('Tradebell is back by itself', listening);
  await checks.happens('What was missed is caught up, and joins the digest', digest);
  await checks.happens('The inbox says why, in the window as it stands', page.getByText('Reason: The kitchen had to close early').waitFor());

  tell.step('Doshii tells of the dinner once more: it is known, so nothing rings');
  const settled = doshii.nextPong();
  tellsAgain(sample);
  doshii.ping();
  await settled;
  await doshii.idle();

  tell.step('Clicking on the notification of the breakfast');
  const breakfast = app.notifications.shown().find(({ title }) => title === ordered);
  if (breakfast !== undefined) app.notifications.click(breakfast.id);
  await checks.happens('A click on a notification shows its alert in the open window', page.getByRole('heading', { name: ordered }).waitFor());
  await toTop(page);
  await shootBoth(stage, page, '15-venue-order', WIDE);
  await shootBoth(stage, page, '16-venue-order-narrow', NARROW);
  await page.keyboard.press('Escape');
  await page.locator('#detail-title').waitFor({ state: 'detached' });
  return [missed];
}
