import { expect, test } from 'vitest';
import { HELP_PAGES, openableLink } from '../../src/desktop/links.ts';

const pages = ['https://docs.example.org/help'];

test('a page on the list is opened, with any fragment', () => {
  expect(openableLink('https://docs.example.org/help', pages)).toBe('https://docs.example.org/help');
  expect(openableLink('https://docs.example.org/help#tls', pages)).toBe('https://docs.example.org/help#tls');
});

test.each([
  'https://docs.example.org/help/../other',
  'https://docs.example.org/help?next=//evil.example',
  'https://docs.example.org.evil.example/help',
  'https://docs.example.org@evil.example/help',
  'https://user:pw@docs.example.org/help',
  'http://docs.example.org/help',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'not an address',
  '',
])('%s is not opened', (url) => {
  expect(openableLink(url, pages)).toBeUndefined();
});

test('every page on the real list can be opened', () => {
  expect(HELP_PAGES.map((page) => openableLink(page))).toEqual(HELP_PAGES);
});
