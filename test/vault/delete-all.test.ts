import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deleteMarked, markForDeletion } from '../../src/vault/delete-all.ts';

function folder(...files: string[]): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'tradebell-delete-'));
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }));
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(made, file)), { recursive: true });
    fs.writeFileSync(path.join(made, file), 'x');
  }
  return made;
}

test('nothing is deleted that was not marked for it', () => {
  const at = folder('settings.json');
  expect(deleteMarked(at)).toBe(false);
  expect(fs.readdirSync(at)).toEqual(['settings.json']);
});

test('all that Tradebell keeps goes, and what else lies in the folder stays', () => {
  const ours = ['settings.json', 'settings.last-good.json', 'settings.version-0.json', 'settings.broken-2026-01-01.json', 'settings.json.tmp-123', 'credentials.json', 'credentials.json.new', 'tradebell.log', 'tradebell.1.log', 'journal/journal-1.db', 'journal/journal-1.db-wal', 'tradebell-updates/pending/tradebell-0.2.0.AppImage'];
  const theirs = ['letters.txt', 'my settings.json', 'journal.txt', 'Cache/x', 'settings.jsonl/y', 'updates/z'];
  const at = folder(...ours, ...theirs);
  markForDeletion(at);
  expect(deleteMarked(at)).toBe(true);
  expect(fs.readdirSync(at).toSorted()).toEqual(['Cache', 'journal.txt', 'letters.txt', 'my settings.json', 'settings.jsonl', 'updates']);
  expect(deleteMarked(at)).toBe(false);
});

test('a folder that is called journal and holds what is not ours keeps that', () => {
  const at = folder('settings.json', 'journal/journal-1.encrypted.db', 'journal/journal-1.db.part', 'journal/2019.txt', 'journal/summer/photo.jpg');
  markForDeletion(at);
  expect(deleteMarked(at)).toBe(true);
  expect(fs.readdirSync(at)).toEqual(['journal']);
  expect(fs.readdirSync(path.join(at, 'journal')).toSorted()).toEqual(['2019.txt', 'summer']);
  expect(fs.readdirSync(path.join(at, 'journal', 'summer'))).toEqual(['photo.jpg']);
});
