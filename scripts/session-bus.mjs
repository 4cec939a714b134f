import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBeside } from './background.mjs';

/** True where programs can reach a session bus as things are. */
export function hasSessionBus(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DBUS_SESSION_BUS_ADDRESS);
}

/**
 * A private D-Bus bus. Nothing is ever started on it by itself (it has no service folders): it holds what was put there, and no notification
 * daemon or keyring prompt of the machine.
 * @param {{ forEveryone?: boolean }} [options] `forEveryone`: other users than this one may connect
 * @returns {Promise<{ address: string, stop(): Promise<void> }>}
 */
export async function startBusDaemon({ forEveryone = false } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tradebell-bus-'));
  const config = path.join(folder, 'bus.conf');
  if (forEveryone) await chmod(folder, 0o755);
  await writeFile(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>${forEveryone ? '\n    <allow user="*"/>' : ''}
  </policy>
</busconfig>
`
  );
  const { line, stop } = await startBeside('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'], 1);
  return {
    address: line,
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
