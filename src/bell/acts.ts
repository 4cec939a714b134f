import { isFinal, type Alert, type FinalVerb, type Verb } from '../shared/alert.ts';
import type { Done } from '../shared/bridge.ts';
import type { Clock, Stop } from '../shared/clock.ts';
import type { Trouble, TroubleCode } from '../shared/connection.ts';
import type { Intent, IntentOutcome } from '../shared/inbox.ts';
import { JournalError, type Journal } from '../journal/journal.ts';
import { forbids, isOver, isSettled, meaningOf, subjectOf } from './offers.ts';
import { createQuestions, type Asked } from './questions.ts';

/** What came of an action at the alert's server. `outcome`: whether it surely was not done, or may have been all the same. */
export type Acted = { ok: true } | { ok: false; trouble: Trouble; outcome: 'not-done' | 'unknown' };

/** An alert's subject as its server has it now; without an alert: this server cannot be asked. */
export type Reread = { ok: true; alert?: Alert } | { ok: false; trouble: Trouble };

/** A question to be put to a person. `alert`: as it was just re-read, or as it is held. */
export interface PutQuestion {
  token: string;
  verb: FinalVerb;
  reread: boolean;
  alert: Alert;
}

export interface ActsDeps {
  journal: Pick<Journal, 'entry' | 'intend' | 'intentDone' | 'intent'>;
  clock: Clock;
  newToken(): string;
  reread(alert: Alert): Promise<Reread>;
  /** With a final verb called once at most for each intent. */
  act(alert: Alert, verb: Verb, text?: string): Promise<Acted>;
  /** It was done: to be noted. */
  done(id: number, verb: Verb): Promise<void>;
}

type Refusal = { ok: false; trouble: Trouble };

/** What a person said along with a verb: the text of a reply, the token of the question that was answered with yes. */
export interface Said {
  text?: string | undefined;
  question?: string | undefined;
}

/**
 * What is done from alerts. What moves money or is final: asked, agreed to, noted, done, once (design.md, promise 4). Whatever happens,
 * what was sent is never sent again: the intent on disk forbids it, and only a server that surely did not do it lifts that.
 */
export interface Acts {
  /** What to ask before something final is done about an alert, as it stands at its server now. */
  question(id: number, verb: FinalVerb): Promise<{ ok: true; question: PutQuestion } | Refusal>;
  /** Final verbs only with a question; the same yes given twice has one result. */
  act(id: number, verb: Verb, said: Said): Promise<Done>;
  /** What was last agreed to about an alert's subject. */
  intent(alert: Alert): Intent | undefined;
  /** The server told what became of a subject: it may be what we were in doubt about. */
  learned(alert: Alert): void;
  close(): void;
}

/** The disk may take an outcome later that it does not take now. */
const RETRY_MS = 5_000;

const failed = (code: TroubleCode, detail?: string): Refusal => ({
  ok: false,
  trouble: { code, ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) },
});

/** What a subject has become once this verb took effect, and once it was tried in vain. */
const CAME_OF = {
  approve: { done: ['approved', 'confirmed'], inVain: ['failed', 'expired'] },
  reject: { done: ['rejected'], inVain: [] },
  cancel: { done: ['cancelled'], inVain: [] },
} as const satisfies Record<FinalVerb, { done: readonly string[]; inVain: readonly string[] }>;

export function createActs({ journal, clock, newToken, reread, act, done }: ActsDeps): Acts {
  const questions = createQuestions(clock, newToken);
  /** By token; and which subjects are being acted on right now. */
  const answering = new Map<string, Promise<Done>>();
  const underWay = new Set<string>();
  /** Outcomes that are not on disk yet. */
  const unnoted = new Map<string, { identity: string; subject: string; outcome: IntentOutcome; failed: boolean }>();
  let timer: Stop | undefined;
  let closed = false;

  const aboutOf = (alert: Alert): string | undefined => {
    const subject = subjectOf(alert);
    return subject === undefined ? undefined : JSON.stringify([alert.identity, subject]);
  };

  function intent(alert: Alert): Intent | undefined {
    const [subject, about] = [subjectOf(alert), aboutOf(alert)];
    if (subject === undefined || about === undefined) return undefined;
    const noted = journal.intent(alert.identity, subject);
    if (noted === undefined) return undefined;
    const outcome = unnoted.get(about)?.outcome ?? noted.outcome;
    // Where nobody is at it, the last run did not live to see its end.
    return { ...noted, outcome: outcome === 'open' && !underWay.has(about) ? 'unknown' : outcome };
  }

  /** What is said where an intent stands in the way. */
  const standing = (held: Intent): Refusal => failed(held.outcome === 'unknown' ? 'outcome-unknown' : 'decided-already');

  /** The entry, where this may be done about it as far as is known here. */
  function offered(id: number, verb: FinalVerb): { ok: true; alert: Alert; about: string } | Refusal {
    const alert = journal.entry(id)?.alert;
    const about = alert === undefined ? undefined : aboutOf(alert);
    if (alert === undefined || about === undefined) return failed('not-offered');
    const held = intent(alert);
    if (held !== undefined && forbids(held)) return standing(held);
    if (underWay.has(about) || isSettled(alert)) return failed('decided-already');
    return alert.actions.includes(verb) ? { ok: true, alert, about } : failed('not-offered');
  }

  /** The alert as its server has it now, where this may still be done about it. */
  async function asOfNow(alert: Alert, verb: FinalVerb): Promise<{ ok: true; alert: Alert; reread: boolean } | Refusal> {
    const answer = await reread(alert);
    if (!answer.ok) return answer;
    const fresh = answer.alert;
    if (fresh === undefined) return isOver(alert, clock.now()) ? failed('not-offered') : { ok: true, alert, reread: false };
    if (aboutOf(fresh) !== aboutOf(alert)) return failed('changed-meanwhile');
    return isSettled(fresh) || !fresh.actions.includes(verb) ? failed('decided-already') : { ok: true, alert: fresh, reread: true };
  }

  async function carryOut(asked: Asked, alert: Alert): Promise<Done> {
    const now = await asOfNow(alert, asked.verb);
    if (!now.ok) return now;
    // What is held may have changed as well while the server was asked.
    const still = journal.entry(asked.id)?.alert;
    if (still === undefined || isSettled(still) || !still.actions.includes(asked.verb)) return failed('decided-already');
    if (meaningOf(now.alert) !== asked.meaning) return failed('changed-meanwhile');
    const subject = subjectOf(now.alert);
    if (subject === undefined) return failed('not-offered');
    const { identity } = now.alert;
    // Its end, written after a new beginning, would hide that.
    if (unnoted.has(asked.about)) return failed('not-noted', 'the end of the last one is not on disk yet');
    let before: Intent | undefined;
    try {
      before = await journal.intend(identity, subject, asked.verb, clock.now());
    } catch (error) {
      return failed('not-noted', String(error));
    }
    // Open, though we saw nothing in the way: begun elsewhere.
    if (before !== undefined) return standing(before.outcome === 'open' ? { ...before, outcome: 'unknown' } : before);
    // When it first came stays what it was: a request that was just re-read is no younger for that.
    const result = await send({ ...now.alert, receivedAt: alert.receivedAt }, subject, asked.verb);
    if (result.ok) await done(asked.id, asked.verb);
    return result;
  }

  async function send(alert: Alert, subject: string, verb: FinalVerb): Promise<Done> {
    const end = (outcome: IntentOutcome): Promise<void> => ended(alert.identity, subject, outcome);
    const fault = (error: unknown): Acted => ({ ...failed('outcome-unknown', String(error)), outcome: 'unknown' });
    const acted = await act(alert, verb).catch(fault);
    if (acted.ok) {
      await end('done');
      return acted;
    }
    if (acted.outcome === 'not-done') {
      await end('refused');
      return { ok: false, trouble: acted.trouble };
    }
    await end('unknown');
    const answer = await reread(alert);
    const status = answer.ok && answer.alert !== undefined && aboutOf(answer.alert) === aboutOf(alert) ? answer.alert.status : undefined;
    const became = cameOf(verb, status);
    if (became === undefined) return failed('outcome-unknown', acted.trouble.detail ?? acted.trouble.code);
    await end('done');
    return became === 'done' ? { ok: true } : failed('refused-by-server', status);
  }

  /** Notes what came of an intent; what the disk does not take now is written later, and known here until then. */
  async function ended(identity: string, subject: string, outcome: IntentOutcome): Promise<void> {
    const about = JSON.stringify([identity, subject]);
    const end = { identity, subject, outcome, failed: false };
    unnoted.set(about, end);
    try {
      await journal.intentDone(identity, subject, outcome);
      // A later end may have been told of meanwhile.
      if (unnoted.get(about) === end) unnoted.delete(about);
    } catch (error) {
      end.failed = true;
      if (!(error instanceof JournalError)) throw error;
      later();
    }
  }

  function later(): void {
    if (closed || timer !== undefined || unnoted.size === 0) return;
    timer = clock.after(RETRY_MS, () => {
      timer = undefined;
      const again = [...unnoted.values()].filter((end) => end.failed);
      for (const { identity, subject, outcome } of again) void ended(identity, subject, outcome);
    });
  }

  function agree(id: number, verb: FinalVerb, token: string | undefined): Promise<Done> {
    const same = token === undefined ? undefined : answering.get(token);
    if (same !== undefined) return same;
    const asked = token === undefined ? undefined : questions.answer(token, id, verb);
    const found = offered(id, verb);
    if (!found.ok) return Promise.resolve(found);
    if (token === undefined || asked === undefined) return Promise.resolve(failed('asked-too-long-ago'));
    underWay.add(found.about);
    const result = carryOut(asked, found.alert).finally(() => {
      underWay.delete(found.about);
      answering.delete(token);
    });
    answering.set(token, result);
    return result;
  }

  async function actAtOnce(id: number, verb: Verb, text: string | undefined): Promise<Done> {
    const alert = journal.entry(id)?.alert;
    if (alert === undefined || !alert.actions.includes(verb)) return failed('not-offered');
    const acted = await act(alert, verb, text);
    if (!acted.ok) return { ok: false, trouble: acted.trouble };
    await done(id, verb);
    return acted;
  }

  return {
    intent,
    async question(id, verb) {
      const found = offered(id, verb);
      if (!found.ok) return found;
      const now = await asOfNow(found.alert, verb);
      if (!now.ok) return now;
      // It may have been decided while the server was asked.
      const still = offered(id, verb);
      if (!still.ok) return still;
      const token = questions.ask({ id, verb, about: still.about, meaning: meaningOf(now.alert) });
      return { ok: true, question: { token, verb, reread: now.reread, alert: now.alert } };
    },
    act: (id, verb, { text, question }) => (isFinal(verb) ? agree(id, verb, question) : actAtOnce(id, verb, text)),
    learned(alert) {
      const subject = subjectOf(alert);
      if (subject === undefined || !isKnownEnd(alert.status)) return;
      const held = intent(alert);
      if (held?.outcome === 'unknown' && cameOf(held.verb, alert.status) !== undefined) void ended(alert.identity, subject, 'done');
    },
    close() {
      closed = true;
      timer?.();
    },
  };
}

function cameOf(verb: FinalVerb, status: string | undefined): 'done' | 'in-vain' | undefined {
  if (status === undefined) return undefined;
  const { done, inVain } = CAME_OF[verb] as { done: readonly string[]; inVain: readonly string[] };
  if (done.includes(status)) return 'done';
  return inVain.includes(status) ? 'in-vain' : undefined;
}

const ENDS: ReadonlySet<string> = new Set(Object.values(CAME_OF).flatMap(({ done, inVain }) => [...done, ...inVain]));
const isKnownEnd = (status: string | undefined): boolean => status !== undefined && ENDS.has(status);
