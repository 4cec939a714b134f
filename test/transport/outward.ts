import dns from 'node:dns';
import net from 'node:net';

/** Everything by which this process could show where it goes: names looked up, and where connections were tried to. */
export interface Outward {
  readonly lookups: string[];
  readonly connections: string[];
  stop(): void;
}

/** Listens to Node's own DNS and sockets, whoever uses them, and lets them do as ever. */
export function watchOutward(): Outward {
  const lookups: string[] = [];
  const connections: string[] = [];
  const { connect } = net.Socket.prototype;
  const before = Object.fromEntries((['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny'] as const).map((name) => [name, dns[name]]));
  for (const [name, original] of Object.entries(before)) {
    const listening = (...args: unknown[]): unknown => {
      lookups.push(String(args[0]));
      return Reflect.apply(original, dns, args);
    };
    Object.assign(dns, { [name]: listening });
  }
  net.Socket.prototype.connect = function listening(this: net.Socket, ...args: unknown[]) {
    const { host, port } = (Array.isArray(args[0]) ? args[0][0] : args[0]) as { host?: string; port?: number };
    connections.push(`${host}:${port}`);
    return Reflect.apply(connect, this, args) as net.Socket;
  };
  return {
    lookups,
    connections,
    stop() {
      Object.assign(dns, before);
      net.Socket.prototype.connect = connect;
    },
  };
}
