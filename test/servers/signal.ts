/** Lets a test wait for the next thing of a kind. */
export interface Signal<T> {
  /** Resolves with the first value emitted from now on for which `matches` holds. */
  next(matches?: (value: T) => boolean): Promise<T>;
  emit(value: T): void;
}

/** A signal without values kept: who does not wait, misses it. */
export function createSignal<T>(): Signal<T> {
  const waiting = new Set<(value: T) => void>();
  return {
    next: (matches = () => true) =>
      new Promise((resolve) => {
        const offer = (value: T): void => {
          if (!matches(value)) return;
          waiting.delete(offer);
          resolve(value);
        };
        waiting.add(offer);
      }),
    emit(value) {
      for (const offer of [...waiting]) offer(value);
    },
  };
}

/** A promise and its resolver; Node 20 has no Promise.withResolvers. */
export function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
