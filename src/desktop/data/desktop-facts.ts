import os from 'node:os';
import { safeStorage } from 'electron';
import type { DesktopFacts } from '../../diagnostics/report.ts';
import type { Bus } from '../bus.ts';
import type { Host } from '../host.ts';
import { SERVICE, SERVICE_PATH } from '../notifications/service.ts';

/** Versions of what Tradebell runs on. */
export function versionsOf({ version, platform, dev }: Pick<Host, 'version' | 'platform' | 'dev'>): Record<string, string> {
  const { electron = '', chrome = '', node = '' } = process.versions;
  return { tradebell: version, electron, chromium: chrome, node, platform, system: `${os.type()} ${os.release()}`, machine: os.arch(), from: dev ? 'a checkout' : 'a package' };
}

/** Names and folders of this user and machine. */
export function ownNames({ dataFolder }: Pick<Host, 'dataFolder'>): string[] {
  return [dataFolder, os.homedir(), os.hostname(), os.userInfo().username];
}

/** What this desktop says of itself. Never rejects: what it does not say is what one wants to know then. */
export async function desktopFacts({ platform, env }: Pick<Host, 'platform' | 'env'>, bus: Pick<Bus, 'call'>, keyring: string): Promise<DesktopFacts> {
  const session = env['XDG_SESSION_TYPE'];
  const desktop = env['XDG_CURRENT_DESKTOP'];
  return {
    ...(session === undefined ? {} : { session }),
    ...(desktop === undefined ? {} : { desktop }),
    keyring: { state: keyring, ...(platform === 'linux' && { backend: safeStorage.getSelectedStorageBackend() }) },
    notifications: platform === 'linux' ? await notificationFacts(bus) : {},
  };
}

/** By the Desktop Notifications Specification: GetServerInformation answers name, vendor, version and version of the specification. */
export async function notificationFacts(bus: Pick<Bus, 'call'>): Promise<DesktopFacts['notifications']> {
  const ask = (member: string) => bus.call({ destination: SERVICE, path: SERVICE_PATH, interface: SERVICE, member, signature: '', body: [] });
  try {
    const [information, capabilities] = await Promise.all([ask('GetServerInformation'), ask('GetCapabilities')]);
    const [name, vendor, version, specification] = information.body.map((part) => String(part).slice(0, 100));
    const [list] = capabilities.body;
    return {
      server: { name: name ?? '', vendor: vendor ?? '', version: version ?? '', specification: specification ?? '' },
      capabilities: Array.isArray(list) ? list.slice(0, 100).map((one) => String(one).slice(0, 100)) : [],
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.name : 'unknown' };
  }
}
