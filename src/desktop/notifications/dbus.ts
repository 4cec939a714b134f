import type { Stop } from '../../shared/clock.ts';
import type { Notice, NoticeEvent, Notifier } from '../../shared/notice.ts';
import { BusError } from '../bus.ts';
import type { Bus, BusReply, BusSignal } from '../bus.ts';
import type { Pixels } from './pixels.ts';
import { showQueue } from './queue.ts';
import type { Sent } from './queue.ts';
import { INLINE_REPLY, NOTIFY_SIGNATURE, SERVICE, SERVICE_PATH, inlineReply, notifyBody } from './service.ts';
import type { Sender } from './service.ts';

export interface DbusNotifierParts {
  bus: Bus;
  sender: Sender;
  /** Reads an encoded picture; undefined where it cannot. */
  decode(encoded: Uint8Array): Pixels | undefined;
  log(message: string, details?: Record<string, unknown>): void;
}

/** As Notifier, but says when there is no notification service at all, so that another way can be taken. */
export interface DbusNotifier extends Omit<Notifier, 'show'> {
  show(notice: Notice): Promise<Sent>;
  close(): void;
}

/** What stands on the screen, or in the desktop's list. */
interface Shown {
  desktopId: number;
  /** Who answered Notify: only its signals are obeyed. */
  owner: string;
  /** Keys that it offered; a press of any other is not obeyed. */
  keys: ReadonlySet<string>;
  /** Our key of the action that asks for a text. */
  inlineKey: string | undefined;
  activationToken?: string;
  withdrawn?: boolean;
}

/** Calls in flight, notifications waiting behind them, and how many are remembered as shown (a desktop may never tell that one is gone). */
const WIDTH = 4;
const DEPTH = 50;
const REMEMBERED = 500;
const MAX_REPLY = 20_000;
const MAX_TOKEN = 1_000;

/** Native notifications by the Desktop Notifications Specification, spoken directly: with actions, replies, and replacing in place. */
export function dbusNotifier({ bus, sender, decode, log }: DbusNotifierParts): DbusNotifier {
  const listeners = new Set<(event: NoticeEvent) => void>();
  const shown = new Map<string, Shown>();
  const ids = new Map<number, string>();
  const withdrawnInFlight = new Set<string>();
  const inFlight = new Set<string>();
  let capabilities: { owner: string; offered: ReadonlySet<string> } | undefined;
  let closing: Promise<void> = Promise.resolve();
  const queue = showQueue(send, { width: WIDTH, depth: DEPTH });

  const stopName = bus.watchName(SERVICE, (owner) => {
    if (capabilities?.owner !== owner) capabilities = undefined;
    // Another service starts its numbers anew: what the old one showed is gone, and its numbers are not ours any more.
    for (const [id, { owner: from }] of [...shown]) if (from !== owner) forget(id, 'desktop');
  });
  const stopSignals = bus.onSignal({ interface: SERVICE, path: SERVICE_PATH }, hear);

  function tell(event: NoticeEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  function forget(id: string, by: (NoticeEvent & { type: 'closed' })['by']): void {
    const found = shown.get(id);
    if (found === undefined) return;
    shown.delete(id);
    if (ids.get(found.desktopId) === id) ids.delete(found.desktopId);
    tell({ type: 'closed', id, by });
  }

  async function offered(): Promise<ReadonlySet<string>> {
    if (capabilities !== undefined) return capabilities.offered;
    const reply = await ask('GetCapabilities');
    const [list] = reply.body;
    capabilities = { owner: reply.sender, offered: new Set(Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []) };
    return capabilities.offered;
  }

  async function send(id: string, notice: Notice): Promise<Sent> {
    inFlight.add(id);
    try {
      return await notify(notice);
    } catch (error) {
      // A service that ended in the middle answers "refused" for its calls; whoever took its place shows it.
      const again = error instanceof BusError && error.reason === 'refused' && capabilities === undefined;
      return again ? await notify(notice).catch(failure) : failure(error);
    } finally {
      inFlight.delete(id);
      if (withdrawnInFlight.delete(id)) close(id);
    }
  }

  function failure(error: unknown): Sent {
    const reason = error instanceof BusError ? error.reason : 'refused';
    log('a notification was not taken', { reason, error: String(error) });
    return reason === 'no-bus' || reason === 'no-service' ? 'absent' : 'failed';
  }

  async function notify(notice: Notice): Promise<Sent> {
    const { id } = notice;
    const can = await offered();
    const pixels = notice.image === undefined ? undefined : decode(notice.image);
    const reply = await ask('Notify', NOTIFY_SIGNATURE, notifyBody(notice, shown.get(id)?.desktopId ?? 0, can, sender, pixels), tooLate);
    const [desktopId] = reply.body;
    if (typeof desktopId !== 'number') throw new BusError('refused', 'Notify answered without a number');
    const other = ids.get(desktopId);
    if (other !== undefined && other !== id) forget(other, 'desktop'); // some desktops stack what reads alike
    const before = shown.get(id);
    if (before !== undefined) ids.delete(before.desktopId);
    shown.delete(id);
    const inlineKey = inlineReply(notice, can)?.key;
    shown.set(id, { desktopId, owner: reply.sender, keys: new Set(notice.actions.map(({ key }) => key)), inlineKey });
    ids.set(desktopId, id);
    const [oldest] = shown.keys();
    if (shown.size > REMEMBERED && oldest !== undefined) forget(oldest, 'desktop');
    return 'shown';
  }

  function close(id: string): void {
    const found = shown.get(id);
    if (found === undefined || found.withdrawn === true) return;
    found.withdrawn = true;
    // One after the other: marking a hundred as read must not become a hundred calls at once.
    closing = closing.then(async () => {
      if (shown.get(id) !== found) return;
      try {
        await ask('CloseNotification', 'u', [found.desktopId]);
      } catch (error) {
        log('a notification was not withdrawn', { error: String(error) });
        if (shown.get(id) === found) forget(id, 'us');
      }
    });
  }

  function hear({ member, sender: from, body }: BusSignal): void {
    const [desktopId, value] = body;
    const id = typeof desktopId === 'number' ? ids.get(desktopId) : undefined;
    const found = id === undefined ? undefined : shown.get(id);
    if (id === undefined || found === undefined || found.owner !== from) return;
    switch (member) {
      case 'ActivationToken':
        if (typeof value === 'string' && value.length <= MAX_TOKEN) found.activationToken = value;
        return;
      case 'ActionInvoked':
        return pressed(id, found, value);
      case 'NotificationReplied':
        if (typeof value === 'string' && found.inlineKey !== undefined) activated(id, found, { action: found.inlineKey, text: value.slice(0, MAX_REPLY) });
        return;
      case 'NotificationClosed':
        return forget(id, closedBy(value, found));
      default:
    }
  }

  function pressed(id: string, found: Shown, key: unknown): void {
    if (key === 'default') return activated(id, found, {});
    const action = key === INLINE_REPLY ? found.inlineKey : key;
    if (typeof action === 'string' && found.keys.has(action)) activated(id, found, { action });
  }

  function activated(id: string, found: Shown, what: { action?: string; text?: string }): void {
    const { activationToken } = found;
    delete found.activationToken; // good for one window, once
    tell({ type: 'activated', id, ...what, ...(activationToken === undefined ? {} : { activationToken }) });
  }

  /** It was shown after all, when it had been noted as failed: nobody would ever take it off the screen. */
  function tooLate({ body: [desktopId] }: BusReply): void {
    if (typeof desktopId !== 'number' || ids.has(desktopId)) return;
    ask('CloseNotification', 'u', [desktopId]).catch((error: unknown) => log('a late notification was not withdrawn', { error: String(error) }));
  }

  function ask(member: string, signature = '', body: unknown[] = [], late?: (reply: BusReply) => void) {
    return bus.call({ destination: SERVICE, path: SERVICE_PATH, interface: SERVICE, member, signature, body }, undefined, late);
  }

  return {
    show(notice) {
      withdrawnInFlight.delete(notice.id);
      return queue.push(notice.id, notice, notice.urgency === 'urgent');
    },
    withdraw(id) {
      queue.drop(id);
      if (inFlight.has(id)) withdrawnInFlight.add(id);
      else close(id);
    },
    onEvent(listener): Stop {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      queue.close();
      stopSignals();
      stopName();
      listeners.clear();
    },
  };
}

/** NotificationClosed's reasons: 1 expired, 2 dismissed by the user, 3 closed by a call, 4 undefined. */
function closedBy(reason: unknown, { withdrawn }: Shown): (NoticeEvent & { type: 'closed' })['by'] {
  if (reason === 1) return 'expired';
  if (reason === 2) return 'user';
  return reason === 3 && withdrawn === true ? 'us' : 'desktop';
}
