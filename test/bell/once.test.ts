import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createActs, type Acted, type Acts, type Reread } from '../../src/bell/acts.ts';
import { JournalError } from '../../src/journal/journal.ts';
import type { Alert, FinalVerb, Verb } from '../../src/shared/alert.ts';
import type { Done } from '../../src/shared/bridge.ts';
import type { Intent } from '../../src/shared/inbox.ts';
import { testClock } from '../clock.ts';
import { aRequest, decided } from './purse.ts';

/** What goes wrong where something is waited for: the process is killed, the other side fails, or the world changes meanwhile. */
const FAULTS = ['killed', 'failed', 'failed', 'lost', 'decided', 'changed', 'silent'] as const;
type Fault = 'none' | (typeof FAULTS)[number];
const fault: fc.Arbitrary<Fault> = fc.oneof({ weight: 5, arbitrary: fc.constant<Fault>('none') }, { weight: 2, arbitrary: fc.constantFrom(...FAULTS) });

const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ask' as const), id: fc.constantFrom(1, 2), verb: fc.constantFrom<FinalVerb>('approve', 'reject') }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('yes' as const), back: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 6_000, 301_000) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), turns: fc.nat(14) }) }
);

interface Sent {
  verb: Verb;
  /** The server surely did not do it. */
  refused: boolean;
  /** As the server had it when it was sent, and as it was shown to whoever agreed. */
  status: string | undefined;
  amount: string | undefined;
}

/** What outlives a kill: the journal's intents, and the server. */
function createWorld(nextFault: () => Fault, turn: () => Promise<unknown>) {
  const clock = testClock();
  const intents = new Map<string, Intent>();
  const sent: Sent[] = [];
  let request = aRequest();
  let lives = 0;
  let tokens = 0;

  /** A process of its own: after a kill nothing of it goes on. */
  function live(): { acts: Acts; dead(): boolean } {
    const own = ++lives;
    const dead = (): boolean => own !== lives;
    const never = new Promise<never>(() => {});
    const point = async (): Promise<Fault> => {
      await turn();
      if (dead()) return never;
      const fault = nextFault();
      if (fault === 'killed') {
        lives++;
        return never;
      }
      if (fault === 'decided') request = { ...request, ...decided('rejected') };
      if (fault === 'changed') request = { ...request, amount: { value: String(1_250 + tokens), unit: 'ABC', divisibility: 2 } };
      return fault;
    };
    const disk = async (write: () => void): Promise<void> => {
      if ((await point()) === 'failed') throw new JournalError('full');
      write();
      // A disk may have it and say that it does not.
      if ((await point()) === 'failed') throw new JournalError('broken');
    };
    const acts = createActs({
      clock,
      newToken: () => `token ${++tokens}`,
      journal: {
        entry: (id) => (id === 1 || id === 2 ? { id, alert: aRequest({ key: `key ${id}` }) } : undefined),
        intent: (_identity, subject) => intents.get(subject),
        async intend(_identity, subject, verb, at) {
          let standing: Intent | undefined;
          await disk(() => {
            const held = intents.get(subject);
            if (held !== undefined && held.outcome !== 'refused') standing = held;
            else intents.set(subject, { verb, at, outcome: 'open' });
          });
          return standing;
        },
        intentDone: (_identity, subject, outcome) =>
          disk(() => {
            const held = intents.get(subject);
            if (held !== undefined) intents.set(subject, { ...held, outcome });
          }),
      },
      async reread(): Promise<Reread> {
        const fault = await point();
        if (fault === 'failed') return { ok: false, trouble: { code: 'timeout' } };
        return fault === 'silent' ? { ok: true } : { ok: true, alert: request };
      },
      async act(alert: Alert, verb): Promise<Acted> {
        // From here on it is on the wire: whatever happens to us, the server may do it.
        const one: Sent = { verb, refused: false, status: alert.status, amount: alert.amount?.value };
        sent.push(one);
        const fault = nextFault();
        if (fault === 'failed') one.refused = true;
        else if (fault !== 'lost') request = { ...request, ...decided(verb === 'approve' ? 'confirmed' : 'rejected') };
        await point();
        if (one.refused) return { ok: false, trouble: { code: 'refused-by-server' }, outcome: 'not-done' };
        return fault === 'lost' || fault === 'silent' ? { ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' } : { ok: true };
      },
      async done() {
        await point();
      },
    });
    return { acts, dead };
  }

  let process = live();
  return {
    clock,
    intents,
    sent,
    acts: () => (process.dead() ? restart() : process.acts),
    restart,
  };

  function restart(): Acts {
    process.acts.close();
    process = live();
    for (const [subject, held] of intents) if (held.outcome === 'open') intents.set(subject, { ...held, outcome: 'unknown' });
    return process.acts;
  }
}

test('whatever fails, however often somebody says yes, from whichever window, before and after a kill at any moment: it is sent once', async () => {
  const seen = { sent: 0, again: 0, unknown: 0, killed: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fault, { minLength: 60, maxLength: 60 }),
      fc.array(fc.array(command, { minLength: 2, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      async (scheduler, faults, rounds) => {
        let taken = 0;
        const nextFault = (): Fault => {
          const fault = faults[taken++] ?? 'none';
          if (fault === 'killed') seen.killed++;
          return fault;
        };
        const world = createWorld(nextFault, () => scheduler.schedule(Promise.resolve()));
        const questions: { id: number; verb: FinalVerb; token: string; amount: string | undefined }[] = [];
        const answers: Done[] = [];
        const drain = async (turns: number): Promise<void> => {
          for (let i = 0; i < turns; i++) {
            if (scheduler.count() > 0) await scheduler.waitOne();
            else await Promise.resolve();
          }
        };
        for (const commands of rounds) {
          for (const one of commands) {
            if (one.do === 'ask') {
              void world.acts().question(one.id, one.verb).then((asked) => {
                if (asked.ok) questions.push({ id: one.id, verb: one.verb, token: asked.question.token, amount: asked.question.alert.amount?.value });
              });
            } else if (one.do === 'yes') {
              const question = questions.at(-1 - one.back);
              if (question === undefined) continue;
              void world.acts().act(question.id, question.verb, { question: question.token }).then((done) => answers.push(done));
            } else if (one.do === 'restart') world.restart();
            else if (one.do === 'pass') await world.clock.advance(one.ms);
            else await drain(one.turns);
          }
          await scheduler.waitIdle();
        }

        const stood = world.sent.filter(({ refused }) => !refused);
        expect(stood.length).toBeLessThanOrEqual(1);
        // Nothing is sent after what may have been done.
        expect(world.sent.slice(0, -1).every(({ refused }) => refused)).toBe(true);
        for (const one of world.sent) {
          expect(one.status).toBe('pending');
          expect(questions.map(({ verb, amount }) => `${verb} ${amount}`)).toContain(`${one.verb} ${one.amount}`);
        }
        // Never "done" without having been sent; and what was sent is known for good, whoever was killed.
        if (answers.some(({ ok }) => ok)) expect(stood).toHaveLength(1);
        if (stood.length === 1) expect([...world.intents.values()].map(({ outcome }) => outcome)).not.toContain('refused');
        if (stood.length === 1) expect(world.intents.size).toBe(1);
        seen.sent += stood.length;
        seen.again += world.sent.length > 1 ? 1 : 0;
        seen.unknown += answers.some((done) => !done.ok && done.trouble.code === 'outcome-unknown') ? 1 : 0;
      }
    ),
    { numRuns: 6_000 }
  );
  // The model is worth something only where all of this came to pass.
  for (const [what, times] of Object.entries(seen)) expect([what, times > 0]).toEqual([what, true]);
}, 60_000);
