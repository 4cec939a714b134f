import { expect, test } from 'vitest';
import { FOCUS_SWITCH, focusWithToken } from '../../src/desktop/second-start.ts';

function scene(env: Record<string, string>, platform: NodeJS.Platform = 'linux') {
  const started: unknown[] = [];
  const parts = { platform, env, execPath: '/opt/tradebell', args: ['--flag', FOCUS_SWITCH], spawn: (...given: unknown[]) => void started.push(given) };
  return { started, focus: (token: string) => focusWithToken(token, parts) };
}

test('on Wayland a second start of ours carries the token, once', () => {
  const { started, focus } = scene({ WAYLAND_DISPLAY: 'wayland-0' });
  expect(focus('token-1')).toBe(true);
  expect(started).toEqual([
    ['/opt/tradebell', [FOCUS_SWITCH, '--flag'], { WAYLAND_DISPLAY: 'wayland-0', XDG_ACTIVATION_TOKEN: 'token-1', DESKTOP_STARTUP_ID: 'token-1' }],
  ]);
});

test('elsewhere nothing is started, and a token that is none is not passed on', () => {
  expect(scene({}).focus('token-1')).toBe(false);
  expect(scene({ WAYLAND_DISPLAY: 'wayland-0' }, 'darwin').focus('token-1')).toBe(false);
  const { started, focus } = scene({ WAYLAND_DISPLAY: 'wayland-0' });
  expect([focus(''), focus('two words'), focus('x'.repeat(1_001))]).toEqual([false, false, false]);
  expect(started).toEqual([]);
});
