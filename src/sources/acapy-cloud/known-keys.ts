/** Keys of what was told lately, the oldest forgotten first. */
export interface KnownKeys {
  has(key: string): boolean;
  add(key: string): void;
  delete(key: string): void;
}

export function createKnownKeys(limit: number): KnownKeys {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.delete(key);
      keys.add(key);
      for (const oldest of keys) {
        if (keys.size <= limit) break;
        keys.delete(oldest);
      }
    },
    delete: (key) => void keys.delete(key),
  };
}
