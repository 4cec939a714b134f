import type { Page } from 'playwright';
import type { TrayView } from '../desktop/tray.ts';
import { asksForProof, writes } from './cloud-day.ts';
import type { Expected } from './comparison.ts';
import { rings, shootBoth, type Stage, WIDE } from './stage.ts';

/** The identity wallet, over NATS and while NATS is away, with the window open. Resolves to what the inbox is to hold of it. */
export async function cloudScene(stage: Stage, page: Page): Promise<readonly Expected[]> {
  const { app, cloud, checks, tell } = stage;
  const tray = await app.tray();
  const asked = asksForProof(cloud);
  await rings(asked, stage);

  tell.step('The NATS server goes away, and Waypoint stands in');
  await cloud.nats.down();
  const detour = `${cloud.name}: online, not all is heard`;
  await checks.happens('The tray says that not all is heard', tray.until(says(detour)));
  await page.getByRole('button', { name: 'Connections' }).click();
  const card = page.getByRole('article', { name: cloud.name });
  await checks.happens('The window says that Waypoint stands in', card.getByText('NATS is away, so Waypoint stands in').waitFor());
  await card.scrollIntoViewIfNeeded();
  await shootBoth(stage, page, '14-nats-away', WIDE);
  await cloud.cloud.watching('/basic-message/');
  const wrote = writes(cloud);
  await rings(wrote, stage);

  tell.step('The NATS server is back, and brings the message once more: it is known, so nothing rings');
  await cloud.nats.up();
  await cloud.cloud.published();
  await checks.happens('NATS takes over again by itself', tray.until(says(`${cloud.name}: online`)));
  await page.getByRole('button', { name: /^All alerts/ }).click();
  return [asked, wrote];
}

function says(line: string): (view: TrayView) => boolean {
  return ({ menu }) => menu.some(({ label }) => label === line);
}
