import { contextBridge, ipcRenderer } from 'electron';
import type * as contract from './shared/bridge.ts';

// Only types cross from the contract: its schemas are checked in main, and would make this file thirty times as large.
const CALL_CHANNEL: typeof contract.CALL_CHANNEL = 'tradebell:call';
const EVENT_CHANNEL: typeof contract.EVENT_CHANNEL = 'tradebell:event';
const READY_CHANNEL: typeof contract.READY_CHANNEL = 'tradebell:ready';

const CALLS = {
  'app.state': true,
  'app.pause': true,
  'app.pauseFor': true,
  'app.resume': true,
  'app.testNotification': true,
  'app.trySound': true,
  'app.unlockKeyring': true,
  'app.retryJournal': true,
  'app.deleteSetAside': true,
  'settings.get': true,
  'settings.change': true,
  'inbox.page': true,
  'inbox.counts': true,
  'inbox.detail': true,
  'inbox.markRead': true,
  'inbox.markUnread': true,
  'inbox.markAllRead': true,
  'inbox.snooze': true,
  'inbox.snoozeTimes': true,
  'inbox.question': true,
  'inbox.act': true,
  'connections.list': true,
  'connections.test': true,
  'connections.add': true,
  'connections.edit': true,
  'connections.rules': true,
  'connections.privacy': true,
  'connections.ring': true,
  'connections.pause': true,
  'connections.retry': true,
  'connections.trust': true,
  'connections.topics': true,
  'connections.signIn': true,
  'connections.remove': true,
  'inbox.story': true,
  'inbox.threads': true,
  'inbox.thread': true,
  'inbox.remove': true,
  'inbox.restore': true,
  'data.export': true,
  'data.stopExport': true,
  'data.saveDiagnostics': true,
  'data.saveSettings': true,
  'data.readSettings': true,
  'data.takeSettings': true,
  'data.deleteHistory': true,
  'data.deleteAll': true,
  'updates.get': true,
  'updates.check': true,
  'updates.install': true,
  'about.get': true,
  'about.licences': true,
  'external.open': true,
} satisfies Record<contract.CallName, true>;

const EVENTS = {
  'journal.changed': true,
  'connections.changed': true,
  'app.changed': true,
  'settings.changed': true,
  'data.progress': true,
  'updates.changed': true,
  go: true,
} satisfies Record<contract.EventName, true>;

const listeners = new Map<string, Set<(payload: unknown) => void>>(Object.keys(EVENTS).map((name) => [name, new Set()]));

ipcRenderer.on(EVENT_CHANNEL, (_event, name: unknown, payload: unknown) => {
  for (const listener of (typeof name === 'string' && listeners.get(name)) || []) listener(payload);
});

async function call(name: string, request?: unknown): Promise<unknown> {
  if (!Object.hasOwn(CALLS, name)) throw new Error(`no such call: ${name}`);
  const answer = (await ipcRenderer.invoke(CALL_CHANNEL, name, request)) as { ok: true; value: unknown } | { ok: false; reason: string };
  if (!answer.ok) throw new Error(`${name}: ${answer.reason}`);
  return answer.value;
}

function on(name: string, listener: (payload: unknown) => void): () => void {
  const heard = listeners.get(name);
  if (heard === undefined) throw new Error(`no such event: ${name}`);
  // One of our own around it: the same function given twice is two listeners, each with its own end.
  const own = (payload: unknown): void => listener(payload);
  heard.add(own);
  if (name === 'go') ipcRenderer.send(READY_CHANNEL);
  return () => void heard.delete(own);
}

contextBridge.exposeInMainWorld('tradebell', { call, on } satisfies Record<keyof contract.Bridge, unknown>);
