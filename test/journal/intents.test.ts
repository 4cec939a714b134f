import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/journal/database.ts';
import { JournalError } from '../../src/journal/journal.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import { FINAL_VERBS } from '../../src/shared/alert.ts';
import { INTENT_OUTCOMES, type Intent } from '../../src/shared/inbox.ts';
import { NOON } from '../clock.ts';
import { bundled, run } from './child.ts';
import { batch, folder, IDENTITY, journalAt, merge, newJournal, sample, searchText } from './sample.ts';

const SUBJECT = 'consumption:txc_1';

test('an intent is on disk when it resolves, and stands until the server refused it', async () => {
  const file = path.join(folder(), 'j.db');
  const journal = journalAt(file);
  expect(await journal.intend(IDENTITY, SUBJECT, 'approve', NOON)).toBeUndefined();
  expect(journalAt(file).intent(IDENTITY, SUBJECT)).toEqual({ verb: 'approve', at: NOON, outcome: 'open' });
  for (const outcome of ['open', 'unknown', 'done'] as const) {
    await journal.intentDone(IDENTITY, SUBJECT, outcome);
    expect(await journal.intend(IDENTITY, SUBJECT, 'reject', NOON + 1)).toEqual({ verb: 'approve', at: NOON, outcome });
  }
  await journal.intentDone(IDENTITY, SUBJECT, 'refused');
  expect(await journal.intend(IDENTITY, SUBJECT, 'reject', NOON + 2)).toBeUndefined();
  expect(journal.intent(IDENTITY, SUBJECT)).toEqual({ verb: 'reject', at: NOON + 2, outcome: 'open' });
});

test('of two intents at the same moment one is noted, and the other is told of it', async () => {
  const journal = newJournal();
  const [first, second] = await Promise.all([journal.intend(IDENTITY, SUBJECT, 'approve', NOON), journal.intend(IDENTITY, SUBJECT, 'reject', NOON)]);
  expect([first, second]).toEqual([undefined, { verb: 'approve', at: NOON, outcome: 'open' }]);
});

test('what the last run left open is doubted at the next start; what had ended stays as it ended', async () => {
  const journal = newJournal();
  for (const outcome of INTENT_OUTCOMES) {
    await journal.intend(IDENTITY, outcome, 'approve', NOON);
    await journal.intentDone(IDENTITY, outcome, outcome);
  }
  await journal.doubtOpenIntents();
  expect(INTENT_OUTCOMES.map((subject) => journal.intent(IDENTITY, subject)?.outcome)).toEqual(['unknown', 'done', 'refused', 'unknown']);
});

test('a disk that takes nothing refuses an intent, and nothing stands', async () => {
  const file = path.join(folder(), 'j.db');
  const journal = openJournal({ file, merge, searchText, maxPages: 60 });
  onTestFinished(() => journal.close());
  const big = (n: number) => batch(sample({ key: `k${n}`, frame: 'x'.repeat(60_000) }));
  for (let full = false, n = 0; !full; n++) full = await journal.write(big(n)).then(() => false, () => true);
  let intents = 0;
  let refusal: unknown;
  while (refusal === undefined) {
    const subject = `consumption:${'y'.repeat(200)}${++intents}`;
    refusal = await journal.intend(IDENTITY, subject, 'approve', NOON).then(() => undefined, (error: unknown) => error);
    expect(journal.intent(IDENTITY, subject)?.outcome).toBe(refusal === undefined ? 'open' : undefined);
  }
  expect(refusal).toBeInstanceOf(JournalError);
});

test('a journal that is taken in brings its intents: what stands in either may not be agreed to again', async () => {
  const from = path.join(folder(), 'old.db');
  const old = openJournal({ file: from, merge, searchText });
  const journal = newJournal();
  const both = [undefined, ...INTENT_OUTCOMES].flatMap((ours) => INTENT_OUTCOMES.map((theirs) => ({ ours, theirs })));
  for (const { ours, theirs } of both) {
    const subject = `${ours}-${theirs}`;
    await old.intend(IDENTITY, subject, 'approve', NOON);
    await old.intentDone(IDENTITY, subject, theirs);
    if (ours === undefined) continue;
    await journal.intend(IDENTITY, subject, 'reject', NOON);
    await journal.intentDone(IDENTITY, subject, ours);
  }
  await old.close();
  const source = openDatabase(from);
  await journal.adopt(source);
  await journal.adopt(source);
  source.close();
  for (const { ours, theirs } of both) {
    const free = ours !== undefined && ours !== 'refused' ? false : theirs === 'refused';
    const held = journal.intent(IDENTITY, `${ours}-${theirs}`)?.outcome;
    expect([ours, theirs, held === 'refused']).toEqual([ours, theirs, free]);
    if (ours === undefined) expect(held).toBe(theirs === 'open' ? 'unknown' : theirs);
  }
});

const subject = fc.constantFrom('a', 'b');
const step = fc.oneof(
  fc.record({ do: fc.constant('intend' as const), subject, verb: fc.constantFrom(...FINAL_VERBS), at: fc.nat(9) }),
  fc.record({ do: fc.constant('end' as const), subject, outcome: fc.constantFrom(...INTENT_OUTCOMES) }),
  fc.constant({ do: 'restart' as const })
);

test('any intents, ends and restarts leave what the plain rules say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const plain = new Map<string, Intent>();
      const file = path.join(folder(), 'j.db');
      let journal = openJournal({ file, merge, searchText });
      for (const one of steps) {
        if (one.do === 'intend') {
          const { verb, at } = one;
          const held = plain.get(one.subject);
          const standing = held?.outcome === 'refused' ? undefined : held;
          expect(await journal.intend(IDENTITY, one.subject, verb, at)).toEqual(standing);
          if (standing === undefined) plain.set(one.subject, { verb, at, outcome: 'open' });
        } else if (one.do === 'end') {
          const held = plain.get(one.subject);
          await journal.intentDone(IDENTITY, one.subject, one.outcome);
          if (held !== undefined) plain.set(one.subject, { ...held, outcome: one.outcome });
        } else {
          await journal.close();
          journal = openJournal({ file, merge, searchText });
          await journal.doubtOpenIntents();
          for (const [name, held] of plain) if (held.outcome === 'open') plain.set(name, { ...held, outcome: 'unknown' });
        }
        for (const name of ['a', 'b']) expect(journal.intent(IDENTITY, name)).toEqual(plain.get(name));
      }
      await journal.close();
    }),
    { numRuns: 40 }
  );
});

test('killed at any moment, nothing that was told of is sent twice, and what was sent is known to have been agreed to', { timeout: 60_000 }, async () => {
  const script = await bundled('intents.script.ts');
  const file = path.join(folder(), 'j.db');
  const sent: string[] = [];
  const ended = new Map<string, string>();
  for (const moment of ['intended', 'sent', 'ended', 'intended', 'sent', 'ended']) {
    let seen = 0;
    const enough = 1 + Math.floor(Math.random() * 40);
    const result = await run(process.execPath, [script, file], (line) => {
      const [event = '', name = '', outcome = ''] = line.split(' ');
      if (event === 'sent') sent.push(name);
      if (event === 'ended') ended.set(name, outcome);
      return event === moment && ++seen === enough ? 'kill' : undefined;
    });
    expect(result).toMatchObject({ signal: 'SIGKILL', errors: '' });
  }
  expect(new Set(sent).size).toBe(sent.length);
  const journal = journalAt(file);
  await journal.doubtOpenIntents();
  for (const name of sent) {
    const held = journal.intent(IDENTITY, name)?.outcome;
    // It may have been noted just before the kill, without a line to say so.
    if (ended.has(name)) expect(held).toBe(ended.get(name));
    else expect(['done', 'unknown']).toContain(held);
  }
});
