/** UTC milliseconds as the server writes them: ISO 8601 with six digits of a second. */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}

/** The same where there may be none. */
export function stampOrNull(at: number | null): string | null {
  return at === null ? null : stamp(at);
}
