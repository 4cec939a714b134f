/** Where releases are announced, and by whose key. Fixed when Tradebell is built (scripts/update-feed.mjs checks it there). */
export interface Feed {
  /** A folder: ends with a slash. */
  url: string;
  /** Public ed25519 key: base64 of its SPKI DER. */
  key: string;
}

/** As built in; undefined where this build looks for no updates. */
export function builtInFeed(): Feed | undefined {
  const url = process.env['TRADEBELL_FEED'] ?? '';
  return url === '' ? undefined : { url, key: process.env['TRADEBELL_UPDATE_KEY'] ?? '' };
}

/** Where people find new releases; empty where nobody said. */
export function builtInHomepage(): string {
  return process.env['TRADEBELL_HOMEPAGE'] ?? '';
}

/**
 * Whether anything may be fetched from here for an update: over https, or, where the feed itself is on this very machine, which only a
 * build for tests can have, from this machine.
 */
export function mayFetch(url: string, feed: Pick<Feed, 'url'>): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && isThisMachine(hostname) && isThisMachine(new URL(feed.url).hostname);
}

const isThisMachine = (hostname: string): boolean => hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost';
