import { expect, test } from 'vitest';
import { chatAround, chatOf, nameOf, sameChat } from '../../../renderer/stories/chat-key.ts';

const identity = 'openbazaar:Qm';

test('a message about an order or its dispute belongs to the chat about that order', () => {
  for (const type of ['order', 'case'] as const) expect(chatAround({ identity, subject: { type, id: 'o1' }, actorId: 'ann' })).toEqual({ identity, orderId: 'o1' });
});

test('a message about nothing belongs to the chat with its sender, whom some systems know by a connection', () => {
  expect(chatAround({ identity, actorId: 'ann' })).toEqual({ identity, actorId: 'ann' });
  expect(chatAround({ identity, subject: { type: 'connection', id: 'c1' }, actorId: 'ann' })).toEqual({ identity, actorId: 'c1' });
  expect(chatAround({ identity })).toBeUndefined();
  expect(chatAround({ identity, subject: { type: 'proof', id: 'p' }, actorId: 'ann' })).toBeUndefined();
});

test('the chat of a message is the one in the list, and a person is no order of the same id', () => {
  const byOrder = chatOf({ identity, with: { type: 'order', id: 'x' } });
  const byPerson = chatOf({ identity, with: { type: 'peer', id: 'x' } });
  expect(sameChat(chatAround({ identity, subject: { type: 'order', id: 'x' } }), byOrder)).toBe(true);
  expect(sameChat(byPerson, byOrder)).toBe(false);
  expect(nameOf(byPerson)).not.toBe(nameOf({ identity: 'openbazaar:other', actorId: 'x' }));
});
