import { session, type Session } from 'electron';

/** Only asked for the way; nothing is ever loaded in it. */
const PARTITION = 'tradebell-proxy';

/** What the system says of the way to an address, as browsers have it: `PROXY a:8080; DIRECT`. Call it when the app is ready. */
export function systemProxy(): (url: string) => Promise<string> {
  let asked: Session | undefined;
  return (url) => {
    asked ??= session.fromPartition(PARTITION, { cache: false });
    return asked.resolveProxy(url);
  };
}
