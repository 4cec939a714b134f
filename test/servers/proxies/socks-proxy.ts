import { type TunnelProxy, startTunnels } from './tunnel.ts';

const NO_SIGN_IN = 0;
const NONE_OF_THESE = 0xff;
const NAME = 3;

export interface SocksOptions {
  /** Says so instead of connecting (RFC 1928, 6). */
  reply?: number;
  /** Lets nobody in without user name and password. */
  wantsSignIn?: boolean;
}

/** A SOCKS5 proxy for CONNECT, by RFC 1928. */
export function startSocksProxy({ reply = 0, wantsSignIn = false }: SocksOptions = {}): Promise<TunnelProxy> {
  return startTunnels(({ client, reach }) => {
    let held = Buffer.alloc(0);
    let greeted = false;
    const read = (data: Buffer): void => {
      held = Buffer.concat([held, data]);
      const [version, methods = 0] = held;
      if (!greeted) {
        if (held.length < 2 + methods) return;
        greeted = true;
        held = held.subarray(2 + methods);
        client.write(Buffer.from([version ?? 0, wantsSignIn ? NONE_OF_THESE : NO_SIGN_IN]));
        return;
      }
      const asked = addressIn(held);
      if (asked === undefined) return;
      client.off('data', read);
      client.pause();
      const answer = (code: number): Buffer => Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
      if (reply !== 0) client.end(answer(reply));
      else {
        void reach(asked).then((server) => {
          client.write(answer(0));
          client.pipe(server).pipe(client);
        });
      }
    };
    client.on('data', read);
  });
}

function addressIn(held: Buffer): { host: string; port: number; name: boolean } | undefined {
  if (held.length < 5) return undefined;
  const [, , , type = 0, first = 0] = held;
  const [from, length] = type === NAME ? [5, first] : [4, type === 1 ? 4 : 16];
  if (held.length < from + length + 2) return undefined;
  const bytes = held.subarray(from, from + length);
  const host = type === NAME ? bytes.toString('latin1') : type === 1 ? bytes.join('.') : bytes.toString('hex');
  return { host, port: held.readUInt16BE(from + length), name: type === NAME };
}
