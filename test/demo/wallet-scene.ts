import type { Locator, Page } from 'playwright';
import type { Notification } from '../desktop/notifications.ts';
import { DIGEST, type Expected } from './comparison.ts';
import { closes, NARROW, opens, rings, shootBoth, WIDE, type Stage } from './stage.ts';
import { fails, type Missed, missedInWallet, PAID, PAYMENT, REJECTED, wantsToPay } from './wallet-day.ts';

/** The day at the counter. Resolves to what the inbox is to hold of it in the end; leaves the window closed. */
export async function walletScene(stage: Stage): Promise<readonly Expected[]> {
  const { wallet, checks, app } = stage;
  const asked = wantsToPay(wallet);
  const rung = await rings(asked, stage);
  const page = await approves(stage, rung, asked.id());
  const { asks, wants, paid } = await away(stage);
  await rejects(stage, page, asks);
  await closes(stage, page);
  const shown = app.notifications.shown().map(({ title }) => title);
  checks.check('What still waits for a yes stays on the screen', shown.includes(wants.title), shown.join('; '));
  return [asked, PAID, asks, wants, paid, REJECTED];
}

/** A payment that the wallet refuses. */
export async function failureScene(stage: Stage): Promise<Expected> {
  const failure = fails(stage.wallet);
  const why = (await rings(failure, stage))?.body ?? '';
  const told = why.includes('does not contain enough funds') && why.includes('12.75 OMG');
  stage.checks.check('A failed payment is told with its reason, in OMG', told, why);
  return failure;
}

/** “Approve” on the notification asks in the window; only the yes there moves money. The window stays open. */
async function approves(stage: Stage, rung: Notification | undefined, id: string): Promise<Page> {
  const { app, wallet: { wallet, account, counter }, tell, checks, pace } = stage;
  const { notifications } = app;
  const labels = rung?.actions.map(({ label }) => label) ?? [];
  checks.check('It offers Approve and Reject', labels.includes('Approve') && labels.includes('Reject'), labels.join(', '));
  const joined = [...wallet.sockets.open].flatMap((socket) => [...socket.joined.keys()]);
  const both = [`account:${account.id}`, `transaction_request:${counter.id}`].every((topic) => joined.includes(topic));
  checks.check('Each of its events comes over two topics', both, joined.join(', '));

  tell.step('Pressing “Approve” on the notification: it asks in the window first');
  const page = await opens(stage, () => notifications.act(rung?.id ?? 0, 'approve'));
  const question = page.getByRole('dialog', { name: 'Approve this?' });
  await question.getByText('Read from the wallet just now.').waitFor();
  const said = (await question.innerText()).replaceAll('\n', ' ');
  const whole = ['Money comes in', PAYMENT.said, 'Aiko Mori', 'Birch & Clay', 'Counter 1', 'left'];
  const says = whole.every((part) => said.includes(part));
  checks.check('The question says who, how much, to the last digit, which way, and until when', says, said);
  checks.check('Nothing is approved before the yes', wallet.approvals(id) === 0);
  await yesButton(page, `Approve ${PAYMENT.said}`).waitFor();
  await shootBoth(stage, page, '05-question', WIDE);
  await shootBoth(stage, page, '06-question-narrow', NARROW);

  tell.step('Saying yes');
  await pace.room(false);
  const received = notifications.calls.next(({ title }) => title === PAID.title);
  await sayYes(page, `Approve ${PAYMENT.said}`);
  await checks.happens('The window says that it was approved', question.getByText(/^Approved\./).waitFor());
  await checks.happens(`The payment rings: “${PAID.title}”`, received);
  pace.rang(false);
  await wallet.idle();
  const moved = wallet.moved.filter(({ consumptionId }) => consumptionId === id);
  const exact = moved.every(({ amount, to }) => amount === PAYMENT.subunits && to === account.address);
  checks.check('The wallet approved once, and moved the money once, exactly', wallet.approvals(id) === 1 && moved.length === 1 && exact);
  tell.step('The wallet tells of the payment once more: it is known, so nothing rings');
  wallet.repeatLast();
  await page.keyboard.press('Escape');
  await checks.happens('The request is settled', page.getByRole('heading', { name: `Aiko Mori wanted to pay ${PAYMENT.said}` }).waitFor());
  await question.waitFor({ state: 'detached' });
  await shootBoth(stage, page, '07-settled', WIDE);
  return page;
}

/** The wallet restarts, and meanwhile goes on without us. */
async function away({ app, wallet, tell, checks }: Stage): Promise<ReturnType<typeof missedInWallet>> {
  const { calls } = app.notifications;
  tell.step('The wallet restarts; meanwhile one asks for money, one wants to pay, and one has paid');
  const tray = await app.tray();
  await wallet.wallet.down();
  await tray.until(({ tooltip }) => tooltip.includes('trouble'));
  const missed = missedInWallet(wallet);
  const comes = (title: string): Promise<Notification> => calls.next((call) => call.title === title, 30_000);
  const [asks, wants] = [comes(missed.asks.title), comes(missed.wants.title)];
  const digest = calls.next(({ title }) => DIGEST.test(title), 30_000);
  await wallet.wallet.up();
  await checks.happens('What was missed and still waits for an answer rings: a request for money', asks);
  await checks.happens('What was missed and still waits for an answer rings: a payment', wants);
  await checks.happens('What was missed and is over joins the digest', digest);
  return missed;
}

/** “Reject” on the notification, while the window is open: the question comes there. */
async function rejects({ app, wallet: { wallet }, tell, checks }: Stage, page: Page, { id, title }: Missed): Promise<void> {
  const { notifications } = app;
  tell.step('Pressing “Reject” on the request for money, and saying yes to the question');
  const moved = wallet.moved.length;
  const shown = notifications.shown().find((notification) => notification.title === title);
  if (shown !== undefined) notifications.act(shown.id, 'reject');
  const question = page.getByRole('dialog', { name: 'Reject this?' });
  await question.locator('.money-way', { hasText: 'No money goes out' }).waitFor();
  await sayYes(page, 'Reject 20 OMG');
  await checks.happens('The window says that it was rejected', question.getByText(/^Rejected\./).waitFor());
  await wallet.idle();
  const once = wallet.rejections(id) === 1 && wallet.approvals(id) === 0 && wallet.moved.length === moved;
  checks.check('The wallet rejected it once, and moved no money', once);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
}

async function sayYes(page: Page, name: string): Promise<void> {
  const yes = yesButton(page, name);
  await yes.waitFor();
  await yes.click();
}

/** The button that says yes takes no click for a moment, so that none is taken by accident: it is this one only then. */
function yesButton(page: Page, name: string): Locator {
  return page.getByRole('dialog').getByRole('button', { name, exact: true }).and(page.locator('[aria-disabled=false]'));
}
