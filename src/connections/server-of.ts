/** Scheme, host and port: the origin, of a NATS address too, whose `origin` is the text "null". */
export function serverOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
