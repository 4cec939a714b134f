import { expect, test } from 'vitest';
import { withoutSecrets } from '../../../src/sources/doshii/withheld.ts';

const VALUE = '6035771042';
const of = (name: string): string => JSON.stringify(withoutSecrets({ id: 1, requestData: [{ [name]: VALUE }] }));

test.each([
  ...['cardAuthorisationKey', 'cardProviderAuthId', 'cardProviderAuthPassword', 'authorizationCode', 'auth', 'token', 'clientSecret'],
  ...['pin', 'PIN', 'cardPin', 'card_pin', 'pinCode', 'pin_code', 'pinNumber', 'securityCode', 'security_code', 'apiKey', 'cvv'],
])('%s is withheld', (name) => {
  expect(of(name)).toBe(`{"id":1,"requestData":[{"${name}":"…"}]}`);
});

test.each(['cardRef', 'card_ref', 'cardNumber', 'card_no'])('of %s the end is left', (name) => {
  expect(of(name)).toBe(`{"id":1,"requestData":[{"${name}":"…1042"}]}`);
});

test.each(['shipping', 'pineapple', 'opinion', 'author', 'authorName', 'codeName', 'keyboard', 'orderRef'])('%s is no secret, and what holds none is the very same', (name) => {
  const value = { data: { [name]: VALUE } };
  expect(withoutSecrets(value)).toBe(value);
});

test('what is packed into a text is withheld too', () => {
  const packed = (data: unknown) => ({ id: 1, requestData: JSON.stringify(data) });
  expect(withoutSecrets(packed({ amount: 1, cardPin: VALUE }))).toEqual(packed({ amount: 1, cardPin: '…' }));
  expect(withoutSecrets({ data: JSON.stringify(packed([{ cvv: VALUE }])) })).toEqual({ data: JSON.stringify(packed([{ cvv: '…' }])) });
  for (const plain of ['{no json}', '[1, 2]', packed({ amount: 1 })]) expect(withoutSecrets(plain)).toBe(plain);
});
