import { expect, test } from 'vitest';
import { standing } from '../../../renderer/connections/state.tsx';
import { wayOut } from '../../../renderer/connections/way-out.ts';

test('what a person can mend leads to the part of the form where it is mended', () => {
  expect(wayOut('expired-token')).toBe('signIn');
  expect(wayOut('topics-refused')).toBe('topics');
  expect(wayOut('wrong-wallet')).toBe('signIn');
  expect(wayOut('client-refused')).toBe('signIn');
  expect(wayOut('wrong-client-secret')).toBe('signIn');
  expect(wayOut('bad-watch')).toBe('topics');
  expect(wayOut('on-the-other-road')).toBeUndefined();
  expect(wayOut('wrong-path')).toBe('edit');
  expect(wayOut('refused')).toBeUndefined();
});

test('online with something missing is not fine', () => {
  expect(standing({ phase: 'online', since: 0, trouble: { code: 'topics-refused' } })).toBe('partly');
  expect(standing({ phase: 'online', since: 0 })).toBe('online');
  expect(standing({ phase: 'blocked', trouble: { code: 'forbidden' } })).toBe('blocked');
});
