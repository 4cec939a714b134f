/** What was to happen, and whether it did. */
export interface Checks {
  readonly failed: number;
  /** Notes one thing; `seen` tells what was found instead. */
  check(what: string, holds: boolean, seen?: string): void;
  /** Waits for one thing; a rejection is a failed check, and undefined. */
  happens<T>(what: string, event: Promise<T>): Promise<T | undefined>;
  /** A line for each. */
  lines(): string[];
}

export function createChecks(): Checks {
  const noted: { what: string; holds: boolean; seen: string }[] = [];
  const check: Checks['check'] = (what, holds, seen = '') => void noted.push({ what, holds, seen });
  return {
    get failed() {
      return noted.filter(({ holds }) => !holds).length;
    },
    check,
    async happens(what, event) {
      try {
        const value = await event;
        check(what, true);
        return value;
      } catch (error) {
        check(what, false, error instanceof Error ? error.message : String(error));
        return undefined;
      }
    },
    lines: () => noted.map(({ what, holds, seen }) => (holds ? `✓ ${what}` : `✗ ${what}${seen === '' ? '' : `\n    ${seen}`}`)),
  };
}
