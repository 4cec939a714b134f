import { expect, test } from 'vitest';
import { createMasks } from '../../src/diagnostics/masks.ts';

test('what is known has one other name throughout, in any case', () => {
  const masks = createMasks();
  expect(masks.as('host', 'Shop.example')).toBe('host-1');
  expect(masks.as('host', 'other.example')).toBe('host-2');
  expect(masks.as('host', 'shop.example')).toBe('host-1');
  expect(masks.text('to SHOP.EXAMPLE and other.example')).toBe('to host-1 and host-2');
});

test('a longer name goes before one that is a part of it, and other names are not looked at again', () => {
  const masks = createMasks();
  masks.as('user', 'host');
  masks.as('host', 'host.example:4002');
  expect(masks.text('host.example:4002 by host')).toBe('host-1 by user-1');
});

test('a short name is hidden where it stands alone, and other words stay', () => {
  const masks = createMasks();
  masks.as('user', 'ann');
  expect(masks.text('ann asked for an annual plan, Ann!')).toBe('user-1 asked for an annual plan, user-1!');
});

test('what looks private is hidden though nobody named it', () => {
  const masks = createMasks();
  const told = masks.text(
    'rosa@mail.example ws://10.0.0.7:4002/ws 192.168.1.44 fe80::1ff:fe23:4567:890a node.local /home/rosa/.config QmV9tSDx9UiPeWExXEeH6aoDvmihvx6jD5eLb4jbTaKGps'
  );
  expect(told).not.toMatch(/rosa|mail|10\.0\.0\.7|192\.168|fe80|node\.local|QmV9/);
  expect(told).toMatch(/^user-1 ws:\/\/host-1\/ws address-1 address-2 host-2 path-1 id-1$/);
});

test('dates, versions and codes stay readable', () => {
  const masks = createMasks();
  for (const text of ['2026-03-01T12:00:00.000Z', '45.4.1', 'Linux 6.1.0-17-amd64', 'ECONNREFUSED', 'client:invalid_access_secret_key', '22:00', 'no frame of a node']) {
    expect(masks.text(text)).toBe(text);
  }
});

test('names that are full of signs are taken literally', () => {
  const masks = createMasks();
  masks.as('connection', '.*(a+)+$ [shop]');
  expect(masks.text('the .*(a+)+$ [shop] is here, abc')).toBe('the connection-1 is here, abc');
});
