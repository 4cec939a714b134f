import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer } from '../../src/replay/http-answer.ts';

const chunked = (...parts: string[]) =>
  ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', ''].join('\r\n') + parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
const END = '0\r\n\r\n';

test('a body of known length is read to its end, and what follows is another answer', () => {
  const first = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\n{"é"}';
  const answer = readAnswer(`${first}HTTP/1.1 204 No Content\r\n\r\n`);
  expect(answer).toMatchObject({ status: 403, body: '{"é"}', whole: true, rest: 'HTTP/1.1 204 No Content\r\n\r\n' });
  expect(readAnswer(answer?.rest ?? '')).toMatchObject({ status: 204, body: '', whole: true, rest: '' });
});

test('chunks are put together by their bytes, with extensions and trailers', () => {
  expect(readAnswer(`${chunked('dät', 'a: x\n\n')}${END}`)).toMatchObject({ body: 'däta: x\n\n', whole: true, rest: '' });
  const spun = 'HTTP/1.1 200 OK\nTransfer-Encoding: gzip, Chunked\n\n3;name=value\nabc\n0\nX-Trailer: 1\n\n';
  expect(readAnswer(spun)).toMatchObject({ body: 'abc', whole: true, rest: '' });
});

test('without a length it goes to the end', () => {
  expect(readAnswer('HTTP/1.0 200 OK\r\nContent-Type: a:b\r\n\r\nall of it')).toMatchObject({ body: 'all of it', whole: true });
});

test.each([
  ['within the headers', 'HTTP/1.1 200 OK\r\nContent-Ty', ''],
  ['after the headers', chunked(), ''],
  ['within a size', `${chunked('ab')}2`, 'ab'],
  ['within a chunk', chunked('ab') + '5\r\ncd', 'abcd'],
  ['before the last chunk', chunked('ab'), 'ab'],
  ['within the last chunk', `${chunked('ab')}0\r\n`, 'ab'],
  ['within a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', 'abc'],
  ['where a size should be', `${chunked('ab')}zz\r\n`, 'ab'],
])('what was cut off %s is not whole', (_, text, body) => {
  expect(readAnswer(text)).toMatchObject({ whole: false, body });
});

test('an answer after one that was cut off is still found', () => {
  expect(readAnswer(`${chunked('ab')}HTTP/1.1 200 OK\r\n\r\n`)).toMatchObject({ whole: false, body: 'ab', rest: 'HTTP/1.1 200 OK\r\n\r\n' });
});

test('what is no answer is none', () => {
  for (const text of ['', 'data: {}', 'GET / HTTP/1.1', 'HTTP/2 200']) expect(readAnswer(text)).toBeUndefined();
});

test('chunks cut anywhere give the same body, and no cut makes it throw or repeat itself', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), fc.nat(), (parts, at) => {
      const text = `${chunked(...parts)}${END}`;
      expect(readAnswer(text)).toMatchObject({ body: parts.join(''), whole: true, rest: '' });
      const cut = readAnswer(text.slice(0, at % text.length));
      if (cut !== undefined) expect(cut.whole).toBe(false);
    })
  );
});
