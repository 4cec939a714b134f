import type { Generation } from './money.ts';

const NANOSECONDS = 1_000_000n;

/** Nanoseconds since 1970 for a time in milliseconds. */
export function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.trunc(milliseconds)) * NANOSECONDS;
}

/** RFC 3339 to the second in UTC, as REST rows have it. */
export function toSecond(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** RFC 3339 to the nanosecond: UTC on 0.14; on 0.13 the server's local time with its offset (here five hours behind UTC). */
export function toNanosecond(generation: Generation, time: bigint): string {
  const offset = generation === '0.13' ? -5 * 3_600_000 : 0;
  const milliseconds = Number(time / NANOSECONDS) + offset;
  const fraction = (time % 1_000_000_000n).toString().padStart(9, '0');
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${fraction}${generation === '0.13' ? '-05:00' : 'Z'}`;
}
