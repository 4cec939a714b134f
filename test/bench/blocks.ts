/** What the profiler of V8 writes. */
export interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly lineNumber: number }; readonly children?: readonly number[] }[];
  /** Microseconds of the machine's monotonic clock. */
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A stretch of time in microseconds of the same clock. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What ran in a stretch: each stack as its functions from the outside in, with the milliseconds that were sampled in it, longest first. */
export function ranWithin(profile: Profile, { from, to }: Stretch): { ms: number; stack: string }[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const found = new Map<string, number>();
  let at = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    at += profile.timeDeltas[index] ?? 0;
    if (at < from || at > to) continue;
    const names: string[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const frame = nodes.get(id)?.callFrame;
      if (frame !== undefined && frame.functionName !== '') names.unshift(frame.functionName);
    }
    const stack = names.filter((name) => !WITHOUT_NEWS.has(name)).slice(0, 10).join(' › ');
    found.set(stack, (found.get(stack) ?? 0) + (profile.timeDeltas[index + 1] ?? 0) / 1000);
  }
  return [...found].map(([stack, ms]) => ({ ms, stack })).toSorted((a, b) => b.ms - a.ms);
}

const WITHOUT_NEWS: ReadonlySet<string> = new Set(['(root)', 'processImmediate', 'runNextTicks', 'runMicrotasks', 'processTicksAndRejections', 'listOnTimeout', 'processTimers']);
