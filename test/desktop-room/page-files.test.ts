import fc from 'fast-check';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_HEADERS, pageRequest } from '../../src/desktop/page-files.ts';

const folder = path.resolve('/app/out/renderer');

test('the page, its files and pictures are found', () => {
  expect(pageRequest(folder, 'app://tradebell/')).toEqual({ type: 'file', path: path.join(folder, 'index.html'), mime: 'text/html; charset=utf-8' });
  expect(pageRequest(folder, 'app://tradebell/main.js?1#2')).toMatchObject({ path: path.join(folder, 'main.js'), mime: 'text/javascript; charset=utf-8' });
  expect(pageRequest(folder, 'app://tradebell/fonts/a.woff2')).toMatchObject({ mime: 'font/woff2' });
  expect(pageRequest(folder, 'app://tradebell/picture/ab-C_9')).toEqual({ type: 'picture', id: 'ab-C_9' });
});

test.each([
  'app://tradebell/../main.cjs',
  'app://tradebell/..%2f..%2fsettings.json',
  'app://tradebell/%2e%2e/%2e%2e/index.html',
  'app://tradebell/..\\..\\index.html',
  'app://tradebell/a%00.html',
  'app://tradebell/%E0%A4%A',
  'app://tradebell//etc/passwd.html/../../..',
  'app://elsewhere/index.html',
  'app://tradebell.evil/index.html',
  'https://tradebell/index.html',
  'app://tradebell/settings.json',
  'app://tradebell/picture/../main.js%2f',
  'app://tradebell/picture/a/b',
])('%s means nothing of ours outside of the folder', (url) => {
  const found = pageRequest(folder, url);
  if (found?.type === 'file') expect(found.path.startsWith(folder + path.sep)).toBe(true);
  else expect(found).toBeUndefined();
});

test('no path at all leads out of the folder', () => {
  const piece = fc.constantFrom('..', '.', '%2e%2e', '/', '%2f', '\\', '%5c', 'a', 'index.html', '%00', '%');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = pageRequest(folder, `app://tradebell/${pieces.join('/')}.html`);
      expect(found === undefined || (found.type === 'file' && found.path.startsWith(folder + path.sep))).toBe(true);
    })
  );
});

test('the policy allows our own scripts, styles and pictures, and names no other source', () => {
  const policy = PAGE_HEADERS['Content-Security-Policy']!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
});
