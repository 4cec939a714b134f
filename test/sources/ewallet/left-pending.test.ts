import { expect, test } from 'vitest';
import { fetchGone, readPending, writePending } from '../../../src/sources/ewallet/left-pending.ts';
import { Refusal } from '../../../src/sources/ewallet/refusals.ts';
import { NetworkError } from '../../../src/transport/network.ts';

test('the newest hundred are kept, and read as they were written', () => {
  const ids = Array.from({ length: 150 }, (_, index) => `txc_${index}`);
  expect(readPending(writePending(ids))).toEqual(ids.slice(-100));
  expect(readPending(writePending(['a,b', 'c']))).toEqual(['c']);
  expect([readPending(undefined), readPending(''), readPending(writePending([]))]).toEqual([[], [], []]);
});

test('only what is not listed is asked for; what the server no longer has is left out, what it stumbles over is not; no wire or no rights end it', async () => {
  const asked: string[] = [];
  const rest = {
    consumption(id: string) {
      asked.push(id);
      if (id === 'gone') return Promise.reject(new Refusal({ code: 'unauthorized', description: 'no' }));
      if (id === 'crashed') return Promise.reject(new Refusal({ code: 'server:internal_server_error', description: 'oops' }));
      if (id === 'expired') return Promise.reject(new Refusal({ code: 'user:auth_token_expired', description: 'no' }));
      if (id === 'unreachable') return Promise.reject(new NetworkError({ code: 'timeout' }));
      return Promise.resolve({ id });
    },
    consumptions: () => Promise.resolve({ rows: [], isLast: true }),
  };
  expect(await fetchGone(rest, ['listed', 'gone', 'cancelled'], new Set(['listed']))).toEqual({ rows: [{ id: 'cancelled' }], unknown: [] });
  expect(asked).toEqual(['gone', 'cancelled']);
  expect(await fetchGone(rest, ['crashed', 'cancelled'], new Set())).toEqual({ rows: [{ id: 'cancelled' }], unknown: ['crashed'] });
  for (const id of ['unreachable', 'expired']) await expect(fetchGone(rest, [id], new Set())).rejects.toThrow(NetworkError);
});
