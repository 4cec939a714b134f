import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindowPage } from './window-page.ts';
import type { WindowPage } from './window-page.ts';

let w: WindowPage;
beforeAll(async () => {
  w = await openWindowPage();
});
afterAll(() => w.close());

const dialog = (name = 'Approve this?') => w.page.getByRole('dialog', { name });
const detail = () => w.page.locator('#detail');
const yes = () => w.page.locator('.yes');
const armed = () => w.page.locator('.yes[aria-disabled=false]').waitFor();
// With nothing in focus the document's body is the active element, which has all the text there is.
const focusedText = (text: string) => w.page.waitForFunction((which) => document.activeElement !== document.body && document.activeElement?.textContent?.includes(which), text);

async function openRequest(size?: { width: number; height: number }): Promise<number> {
  await w.load({ scenario: 'wallet', count: 12 }, size);
  await w.page.locator('[role=option]').first().click();
  await detail().getByRole('button', { name: 'Approve' }).waitFor();
  return w.page.evaluate(async () => (await window.tradebell.call('inbox.page', { limit: 1 })).lines[0]!.id);
}

test('a request says all that is known of it', async () => {
  await openRequest();
  const facts = await w.page.locator('#detail .facts').innerText();
  for (const fact of ['5 OMG', '0.012 ETH', 'Harbour Pottery', 'pottery-2291', 'Waits for a decision', 'Consumption', 'You made the request']) expect(facts).toContain(fact);
  expect(await w.page.getByRole('button', { name: 'Copy User or account ID' }).count()).toBe(1);
});

test('approving asks first, with what the wallet says now, and is done by keyboard alone', async () => {
  const id = await openRequest();
  await detail().getByRole('button', { name: 'Approve' }).focus();
  await w.page.keyboard.press('Enter');
  await dialog().waitFor();
  await focusedText('Cancel');
  const said = await dialog().innerText();
  for (const part of ['Money comes in', '0.012 ETH', 'The other side pays 5 OMG', 'Surasak Wongsuwan', 'Harbour Pottery', 'pottery-2291', 'Read from the wallet just now', 'takes what comes last']) expect(said).toContain(part);
  expect(said).toMatch(/1[34] min \d+ s left|14 min 0 s left/);
  expect(await yes().innerText()).toBe('Approve 0.012 ETH');
  await armed();
  await w.page.keyboard.press('Tab');
  await focusedText('Approve 0.012 ETH');
  await w.page.keyboard.press('Enter');
  await dialog().getByText('Approved. The wallet will say when it is carried out.').waitFor();
  await focusedText('Close');
  await w.page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  expect(await w.calls('inbox.question')).toEqual([{ id, verb: 'approve' }]);
  expect(await w.calls('inbox.act')).toEqual([{ id, verb: 'approve', question: 'question-1' }]);
  await detail().getByText(/^You approved this at /).waitFor();
  expect(await detail().getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await w.page.waitForFunction(() => document.activeElement?.id === 'detail');
});

test('Escape and Cancel change nothing, and give the focus back', async () => {
  await openRequest();
  for (const leave of ['Escape', 'Enter']) {
    await detail().getByRole('button', { name: 'Reject' }).focus();
    await w.page.keyboard.press('Enter');
    await dialog('Reject this?').waitFor();
    await focusedText('Cancel');
    await w.page.keyboard.press(leave);
    await dialog('Reject this?').waitFor({ state: 'detached' });
    await focusedText('Reject');
  }
  expect(await w.calls('inbox.act')).toEqual([]);
});

test('a double click on yes sends once, and one on the button before it sends nothing', async () => {
  await openRequest();
  const box = (await detail().getByRole('button', { name: 'Approve' }).boundingBox())!;
  await w.page.mouse.dblclick(box.x + 5, box.y + 5);
  await armed();
  expect(await w.calls('inbox.act')).toEqual([]);
  await yes().dblclick();
  await dialog().getByText('Approved.', { exact: false }).waitFor();
  expect(await w.calls('inbox.act')).toHaveLength(1);
});

test('a yes that comes with the question is not taken for one', async () => {
  await openRequest();
  await detail().getByRole('button', { name: 'Approve' }).click();
  await yes().waitFor();
  await yes().evaluate((button: HTMLElement) => {
    if (button.getAttribute('aria-disabled') === 'true') button.click();
  });
  await armed();
  expect(await w.calls('inbox.act')).toEqual([]);
});

test('what could not be read again says so, and since when it stands', async () => {
  await openRequest();
  await w.page.evaluate(() => window.fake.answer('inbox.question', { ok: true, question: { token: 't', verb: 'approve', reread: false, amount: '5 OMG', direction: 'out' } }));
  await detail().getByRole('button', { name: 'Approve' }).click();
  await dialog().getByText(/^As it was at .* may have been decided elsewhere since\.$/).waitFor();
  expect(await dialog().innerText()).toContain('Money goes out of your account');
  expect(await yes().innerText()).toBe('Approve 5 OMG');
});

test('each outcome is said in words, and only where it helps one may ask again', async () => {
  const outcomes = [
    ['refused-by-server', 'insufficient_funds', true],
    ['changed-meanwhile', undefined, true],
    ['decided-already', undefined, false],
    ['outcome-unknown', undefined, false],
  ] as const;
  for (const [code, why, again] of outcomes) {
    await openRequest();
    await w.page.evaluate(([which, reason]) => window.fake.answer('inbox.act', { ok: false, trouble: { code: which!, ...(reason && { detail: reason }) } as never }), [code, why] as const);
    await detail().getByRole('button', { name: 'Approve' }).click();
    await armed();
    await yes().click();
    await dialog().locator('.outcome').waitFor();
    if (why !== undefined) expect(await dialog().innerText()).toContain(why);
    expect(await yes().count()).toBe(0);
    expect(await dialog().getByRole('button', { name: 'Ask again' }).count()).toBe(again ? 1 : 0);
  }
});

test('asking again asks the wallet again, and needs a new yes', async () => {
  await openRequest();
  await w.page.evaluate(() => window.fake.answer('inbox.act', { ok: false, trouble: { code: 'changed-meanwhile' } }));
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  await yes().click();
  await dialog().getByRole('button', { name: 'Ask again' }).click();
  await w.page.evaluate(() => window.fake.answer('inbox.act'));
  await armed();
  await yes().click();
  await dialog().getByText('Approved.', { exact: false }).waitFor();
  expect(await w.calls('inbox.act')).toMatchObject([{ question: 'question-1' }, { question: 'question-2' }]);
});

test('no answer at all is an outcome that is not known', async () => {
  await openRequest();
  await w.page.evaluate(() => window.fake.answer('inbox.act', new Error('gone')));
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  await yes().click();
  await dialog().locator('.outcome-open').waitFor();
  expect(await dialog().getByRole('button', { name: 'Ask again' }).count()).toBe(0);
});

test('an answer that comes after the dialog was closed is still told', async () => {
  await openRequest();
  await w.page.evaluate(() => {
    const answer = new Promise((resolve) => {
      Object.assign(window, { answerNow: () => resolve({ ok: true }) });
    });
    window.fake.answer('inbox.act', answer as never);
  });
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  await yes().click();
  await dialog().getByText('Approving…').waitFor();
  await w.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  // Looked for before it can come: it goes by itself.
  const told = w.page.locator('.toast', { hasText: 'Approved.' }).waitFor();
  await w.page.evaluate(() => (window as unknown as { answerNow(): void }).answerNow());
  await told;
  expect(await w.calls('inbox.act')).toHaveLength(1);
});

test('a question that cannot be asked says why', async () => {
  await openRequest();
  await w.page.evaluate(() => window.fake.answer('inbox.question', { ok: false, trouble: { code: 'decided-already' } }));
  await detail().getByRole('button', { name: 'Approve' }).click();
  await dialog().locator('.outcome-bad').waitFor();
  expect(await yes().count()).toBe(0);
  await focusedText('Close');
  const hole = await dialog().evaluate((element) => element.querySelector('.buttons button')!.getBoundingClientRect().top - element.querySelector('.outcome')!.getBoundingClientRect().bottom);
  expect(hole).toBeLessThanOrEqual(32);
});

test('a question that comes in the moment in which one is closed stays', async () => {
  const id = await openRequest();
  await detail().getByRole('button', { name: 'Approve' }).click();
  await dialog().waitFor();
  await w.page.evaluate((which) => {
    // The browser says only a moment later that it closed it.
    document.querySelector('dialog')?.close();
    window.fake.emit('go', { view: 'alert', id: which, ask: 'reject' });
  }, id);
  await dialog('Reject this?').waitFor();
  await armed();
  expect(await dialog('Reject this?').isVisible()).toBe(true);
  expect(await dialog().count()).toBe(0);
});

test('a notification’s button opens the alert with its question at once, each time', async () => {
  const id = await openRequest();
  await w.page.keyboard.press('Escape');
  for (let time = 1; time <= 2; time += 1) {
    await w.page.evaluate((which) => window.fake.emit('go', { view: 'alert', id: which, ask: 'reject' }), id);
    await dialog('Reject this?').waitFor();
    await w.page.keyboard.press('Escape');
    await dialog('Reject this?').waitFor({ state: 'detached' });
  }
  await w.page.evaluate(() => window.fake.emit('journal.changed', { ids: [] }));
  await w.page.waitForFunction(() => window.fake.calls.at(-1)?.name !== 'inbox.question');
  expect(await w.calls('inbox.question')).toHaveLength(2);
});

test('what was agreed to before is said, and an unknown outcome is not offered again', async () => {
  await w.load({ scenario: 'wallet', count: 12 });
  await w.page.locator('[role=option]').first().waitFor();
  const id = await w.page.evaluate(async () => {
    const { lines } = await window.tradebell.call('inbox.page', { limit: 100 });
    for (const line of lines) if ((await window.tradebell.call('inbox.detail', { id: line.id }))?.intent?.outcome === 'unknown') return line.id;
    return 0;
  });
  await w.page.evaluate((which) => window.fake.emit('go', { view: 'alert', id: which }), id);
  await detail().getByText(/the answer never came: outcome unknown\. Tradebell does not send it again\./).waitFor();
  expect(await detail().getByRole('button', { name: 'Approve' }).count()).toBe(0);
});

test('the question fits the smallest window, with its buttons in reach', async () => {
  await openRequest({ width: 400, height: 640 });
  await w.page.evaluate(() =>
    window.fake.answer('inbox.question', {
      ok: true,
      question: { token: 't', verb: 'approve', reread: false, who: 'w'.repeat(200), account: 'a'.repeat(200), amount: `${'123,456,789,'.repeat(4)}012.345678901234567891 OMG`, direction: 'out', deadlineAt: Date.now() + 60_000 },
    })
  );
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  const box = await dialog().evaluate((element) => [element.scrollWidth - element.clientWidth, element.getBoundingClientRect().right]);
  expect(box[0]).toBe(0);
  expect(box[1]).toBeLessThanOrEqual(400);
  await yes().click();
  expect(await w.calls('inbox.act')).toHaveLength(1);
});

const LONG = '284.503217650000000042 OMG';

test('in the smallest window a long amount is one line, and the buttons are as large as each other, apart', async () => {
  for (const amount of [LONG, '5 OMG']) {
    await openRequest({ width: 400, height: 640 });
    await w.page.evaluate((long) => window.fake.answer('inbox.question', { ok: true, question: { token: 't', verb: 'approve', reread: true, amount: long, direction: 'out' } }), amount);
    await detail().getByRole('button', { name: 'Approve' }).click();
    await armed();
    const number = dialog().locator('.money-amount .digits');
    expect(await number.innerText()).toBe(amount);
    expect(await number.evaluate((element) => [element.getClientRects().length, element.getBoundingClientRect().right <= element.closest('.money')!.getBoundingClientRect().right - 16])).toEqual([1, true]);
    const [no, go] = await dialog().locator('.buttons button').evaluateAll((all) => all.map((button) => button.getBoundingClientRect().toJSON() as DOMRect));
    expect(no!.width).toBeCloseTo(go!.width, 0);
    expect(no!.height).toBeCloseTo(go!.height, 0);
    expect(Math.max(go!.left - no!.right, go!.top - no!.bottom)).toBeGreaterThanOrEqual(12);
  }
});

test('what is not over is calm, and an alarm in its last two minutes', async () => {
  for (const [left, stage] of [[690_000, 'far'], [100_000, 'close']] as const) {
    await openRequest();
    await w.page.evaluate((ms) => window.fake.answer('inbox.question', { ok: true, question: { token: 't', verb: 'approve', reread: true, deadlineAt: Date.now() + ms } }), left);
    await detail().getByRole('button', { name: 'Approve' }).click();
    await armed();
    expect(await dialog().locator('.chip').getAttribute('class')).toBe(`chip chip-${stage}`);
  }
});

test('once it is not known what became of it, nothing is told as if it were happening', async () => {
  await openRequest();
  await w.page.evaluate(() => window.fake.answer('inbox.act', { ok: false, trouble: { code: 'outcome-unknown' } }));
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  await yes().click();
  await dialog().locator('.outcome-open').waitFor();
  expect(await dialog().locator('.money').innerText()).toMatch(/^Money was to come in/);
  expect(await dialog().locator('.money-other').innerText()).toBe('exchanged for 5 OMG');
});

test('while the wallet is asked, the dialog is as tall as with its answer', async () => {
  await openRequest();
  await w.page.evaluate(async () => {
    const { id } = (await window.tradebell.call('inbox.page', { limit: 1 })).lines[0]!;
    const real = await window.tradebell.call('inbox.question', { id, verb: 'approve' });
    const answer = new Promise((resolve) => {
      Object.assign(window, { answerNow: () => resolve(real) });
    });
    window.fake.answer('inbox.question', answer as never);
  });
  await detail().getByRole('button', { name: 'Approve' }).click();
  await dialog().getByText('Asking the wallet how it stands…').waitFor();
  await focusedText('Cancel');
  const before = await dialog().boundingBox();
  await w.page.evaluate(() => (window as unknown as { answerNow(): void }).answerNow());
  await armed();
  expect(await dialog().boundingBox()).toEqual(before);
});

test('Enter that is held down opens one question, and does not close what came of it', async () => {
  await openRequest();
  const hold = async (): Promise<void> => {
    for (let times = 0; times < 10; times += 1) await w.page.keyboard.down('Enter');
  };
  await detail().getByRole('button', { name: 'Approve' }).focus();
  await hold();
  await armed();
  expect(await w.calls('inbox.question')).toHaveLength(1);
  await w.page.keyboard.up('Enter');
  await yes().focus();
  await hold();
  await dialog().getByText('Approved.', { exact: false }).waitFor();
  await focusedText('Close');
  await hold();
  await w.page.keyboard.up('Enter');
  expect(await dialog().isVisible()).toBe(true);
  expect(await w.calls('inbox.act')).toHaveLength(1);
});

test('at twice the size the question begins at its beginning, and its buttons stay in sight', async () => {
  await openRequest({ width: 450, height: 350 });
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  const inSight = (what: string) => dialog().locator(what).evaluate((element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom <= innerHeight);
  expect(await dialog().evaluate((element) => element.scrollTop)).toBe(0);
  for (const what of ['.money-amount', '.yes']) expect(await inSight(what)).toBe(true);
  await yes().click();
  await dialog().getByText('Approved.', { exact: false }).waitFor();
  await w.page.waitForFunction(() => document.querySelector('.outcome')!.getBoundingClientRect().bottom <= document.querySelector('.dialog > .buttons')!.getBoundingClientRect().top + 16);
});

test('a screen reader hears what is asked once it is known', async () => {
  await openRequest();
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  expect(await dialog().getByRole('status').first().innerText()).toBe('Money comes in: 0.012 ETH. With: Surasak Wongsuwan');
});

test('an endless amount is shown whole, and its button stays a button', async () => {
  await openRequest({ width: 400, height: 640 });
  const amount = `${'1'.repeat(80)} ${'U'.repeat(64)}`;
  await w.page.evaluate((endless) => window.fake.answer('inbox.question', { ok: true, question: { token: 't', verb: 'approve', reread: true, amount: endless, direction: 'out' } }), amount);
  await detail().getByRole('button', { name: 'Approve' }).click();
  await armed();
  expect(await dialog().locator('.money-amount').innerText()).toBe(amount);
  expect(await yes().innerText()).toBe('Approve');
});
