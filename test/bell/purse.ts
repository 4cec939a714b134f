import type { Acted, Reread } from '../../src/bell/acts.ts';
import type { Alert } from '../../src/shared/alert.ts';
import { NOON } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';

export const IDENTITY = 'ewallet:usr_1';

/** A request that waits to be approved or rejected, with what the test is about on top. */
export function aRequest(differs: Partial<Alert> = {}): Alert {
  return anAlert({
    key: 'transaction_consumption_request|txc_1|pending',
    identity: IDENTITY,
    connectionId: 'purse',
    system: 'ewallet',
    kind: 'consumptionRequest',
    category: 'payment',
    subject: { type: 'consumption', id: 'txc_1' },
    actor: { id: 'usr_2', name: 'Lena' },
    amount: { value: '1250', unit: 'ABC', divisibility: 2 },
    direction: 'in',
    role: 'owner',
    status: 'pending',
    actions: ['approve', 'reject'],
    deadlineAt: NOON + 3_600_000,
    ...differs,
  });
}

/** What a request is once somebody decided on it. */
export const decided = (status: string): Partial<Alert> => ({ status, actions: [] });

/** A server that holds one request, and what it was told to do. */
export function createPurse() {
  const purse = {
    /** As the server has it. */
    now: aRequest(),
    /** It cannot be asked at all; or not at the moment. */
    answers: 'yes' as 'yes' | 'never' | 'unreachable',
    /** How it takes the next action: done; done, and the answer is lost; not done; lost on the way there. */
    takes: 'done' as 'done' | 'answer-lost' | 'refused' | 'lost',
    acts: [] as string[],
    rereads: 0,
    async reread(): Promise<Reread> {
      purse.rereads++;
      if (purse.answers === 'unreachable') return { ok: false, trouble: { code: 'timeout' } };
      return purse.answers === 'never' ? { ok: true } : { ok: true, alert: purse.now };
    },
    async act(_alert: Alert, verb: string): Promise<Acted> {
      purse.acts.push(verb);
      const status = { approve: 'confirmed', reject: 'rejected', cancel: 'cancelled' }[verb];
      if (purse.takes === 'done' || purse.takes === 'answer-lost') purse.now = { ...purse.now, ...decided(status ?? 'pending') };
      if (purse.takes === 'done') return { ok: true };
      if (purse.takes === 'refused') return { ok: false, trouble: { code: 'refused-by-server', detail: 'insufficient funds' }, outcome: 'not-done' };
      return { ok: false, trouble: { code: 'timeout' }, outcome: 'unknown' };
    },
  };
  return purse;
}
