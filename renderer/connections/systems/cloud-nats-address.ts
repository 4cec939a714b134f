import { isHere, plain } from '../address.ts';

/** What was found in a text that somebody pasted as the address of a NATS server. A login in it is taken out. */
export type NatsRecognised =
  | { ok: true; url: string; auth?: 'user' | 'token'; username?: string; secret?: string }
  | { ok: false; problem: 'natsEmpty' | 'natsUnreadable' | 'natsScheme' };

const USUAL_PORT = '4222';

/** Reads `nats://`, `tls://`, or host and port alone; the port may be left out. */
export function recogniseNats(text: string): NatsRecognised {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'natsEmpty' };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `nats://${trimmed.replace(/^\/+/, '')}`;
  if (/[\s,]/.test(address) || !URL.canParse(address)) return { ok: false, problem: 'natsUnreadable' };
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== 'nats:' && protocol !== 'tls:') return { ok: false, problem: 'natsScheme' };
  if (hostname === '') return { ok: false, problem: 'natsUnreadable' };
  const url = `${protocol}//${hostname.toLowerCase()}:${port === '' ? USUAL_PORT : port}`;
  if (username === '' && password === '') return { ok: true, url };
  // nats://token@host is how NATS writes a token.
  if (password === '') return { ok: true, url, auth: 'token', secret: plain(username) };
  return { ok: true, url, auth: 'user', username: plain(username), secret: plain(password) };
}

/** Whether others on the way may read what comes, unless the server asks for encryption. */
export function isNatsExposed(url: string): boolean {
  return url.startsWith('nats:') && !isHere(new URL(url).hostname);
}
