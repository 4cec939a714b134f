/** True for an address of this computer itself. */
export function isHere(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** A name for a new connection: the computer's, or that of "my own". */
export function suggestName(url: string, ownName: string): string {
  const { hostname } = new URL(url);
  return isHere(hostname) ? ownName : hostname.replaceAll(/^\[|\]$/g, '').slice(0, 100);
}

/** A port that the parser dropped because it is the scheme's usual one: `http://localhost:80` means it. */
export function writtenPort(address: string): string | undefined {
  return /^[a-z]+:\/\/(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:?#]*):(\d+)/i.exec(address)?.[1];
}

/** Part of an address with its escapes undone, as it stands where they are none. */
export function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Whether what is sent to this address can be read on the way. */
export function isExposed(url: string): boolean {
  return url.startsWith('http:') && !isHere(new URL(url).hostname);
}
