import type { FinalVerb } from '../shared/alert.ts';
import type { Intent, IntentOutcome } from '../shared/inbox.ts';
import type { Database, Row } from './database.ts';
import type { Work } from './writer.ts';

/** The last thing that was agreed to about a subject. */
export function intentOf(db: Database, identity: string, subject: string): Intent | undefined {
  const row = db.get('SELECT verb, at, outcome FROM intents WHERE identity = ? AND subject = ?', identity, subject);
  return row && fromRow(row);
}

/** Written by this room's own types. */
const fromRow = ([verb, at, outcome]: Row): Intent => ({ verb: verb as FinalVerb, at: Number(at), outcome: outcome as IntentOutcome });

/** Only what the server surely did not do may be agreed to again. */
const stands = ({ outcome }: Intent): boolean => outcome !== 'refused';

const WRITE = 'INSERT OR REPLACE INTO intents (identity, subject, verb, at, outcome) VALUES (?, ?, ?, ?, ?)';

/** Notes an intent as open; yields the one that stands in its way, with nothing written. */
export function intending(db: Database, identity: string, subject: string, verb: FinalVerb, at: number): Work<Intent | undefined> {
  return function* () {
    const held = intentOf(db, identity, subject);
    if (held !== undefined && stands(held)) return held;
    db.run(WRITE, identity, subject, verb, at, 'open' satisfies IntentOutcome);
    yield;
    return undefined;
  };
}

/** Notes what came of an intent. */
export function ending(db: Database, identity: string, subject: string, outcome: IntentOutcome): Work<void> {
  return function* () {
    db.run('UPDATE intents SET outcome = ? WHERE identity = ? AND subject = ?', outcome, identity, subject);
    yield;
  };
}

/** Of what was begun and not ended nobody knows whether it was done. */
export function doubting(db: Database): Work<void> {
  return function* () {
    db.run(`UPDATE intents SET outcome = 'unknown' WHERE outcome = 'open'`);
    yield;
  };
}

/** Takes in the intents of another journal, whose run is over; what stands here stays, and what stands there may not be agreed to again. */
export function adoptingIntents(db: Database, old: Database): Work<void> {
  return function* () {
    for (const row of old.all('SELECT verb, at, outcome, identity, subject FROM intents')) {
      const theirs = fromRow(row);
      const [identity, subject] = [String(row[3]), String(row[4])];
      const ours = intentOf(db, identity, subject);
      if (ours === undefined || (!stands(ours) && stands(theirs))) {
        db.run(WRITE, identity, subject, theirs.verb, theirs.at, theirs.outcome === 'open' ? 'unknown' : theirs.outcome);
      }
      yield;
    }
  };
}
