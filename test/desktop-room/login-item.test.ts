import { expect, test } from 'vitest';
import { keepLoginItem, type LoginItemParts } from '../../src/desktop/login-item.ts';

function scene({ atLogin, isOn, fails = false }: { atLogin: boolean; isOn: boolean; fails?: boolean }) {
  const state = { atLogin, isOn, fails };
  const set: boolean[] = [];
  const logged: string[] = [];
  const listeners = new Set<(now: { atLogin: boolean }) => void>();
  const settings: LoginItemParts['settings'] = {
    get: () => ({ atLogin: state.atLogin }),
    change(to) {
      state.atLogin = to.atLogin;
      for (const listener of listeners) listener(to);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const item = {
    isOn: () => state.isOn,
    set(on: boolean) {
      if (state.fails) throw new Error('EROFS');
      set.push(on);
      state.isOn = on;
    },
  };
  const stop = keepLoginItem({ item, settings, log: (message) => void logged.push(message) });
  return { state, set, logged, stop, turn: (on: boolean) => settings.change({ atLogin: on }) };
}

test('the item follows the setting', () => {
  const { set, turn, stop } = scene({ atLogin: false, isOn: false });
  turn(true);
  turn(true);
  turn(false);
  stop();
  turn(true);
  expect(set).toEqual([true, false]);
});

test('a start renews an item that is there, and leaves alone what nobody asked of it', () => {
  expect(scene({ atLogin: true, isOn: true }).set).toEqual([true]);
  expect(scene({ atLogin: false, isOn: true }).set).toEqual([]);
});

test('an item taken away by the desktop stays away, and the setting says so', () => {
  const { state, set, turn } = scene({ atLogin: true, isOn: false });
  expect([state.atLogin, set]).toEqual([false, []]);
  turn(true);
  expect([state.atLogin, state.isOn]).toEqual([true, true]);
});

test('an item that cannot be changed leaves the setting as it was', () => {
  const { state, logged, turn } = scene({ atLogin: false, isOn: false, fails: true });
  turn(true);
  expect([state.atLogin, logged]).toEqual([false, ['the login item could not be changed']]);
  state.fails = false;
  turn(true);
  expect([state.atLogin, state.isOn]).toEqual([true, true]);
});
