import type { Consumption } from '../servers/ewallet/domain.ts';
import type { Act } from './day.ts';
import { invoice, OMG, type SampleWallet } from './wallet.ts';

/** Digits that a number would lose. */
const MANY_DIGITS = 284_503_217_650_000_000_042n;
export const PAYMENT = { subunits: MANY_DIGITS, said: '284.503217650000000042 OMG' } as const;

/** Something that waits for a yes or a no, and what it is called on the server once it has begun. */
export interface Asking extends Act {
  /** Throws before it was played. */
  readonly id: () => string;
}

/** A customer at the counter wants to pay. */
export function wantsToPay({ wallet, counter, customers }: SampleWallet): Asking {
  return asking(() => wallet.consume({ request: counter, by: customers.aiko, amount: PAYMENT.subunits }), {
    say: `Aiko Mori wants to pay ${PAYMENT.said} at the counter: the wallet waits for our yes`,
    title: `Aiko Mori wants to pay ${PAYMENT.said}`,
    later: `Aiko Mori wanted to pay ${PAYMENT.said}`,
    as: 'rings',
    urgent: true,
  });
}

/** What the wallet says once that was approved. */
export const PAID = { title: `Received ${PAYMENT.said} from Aiko Mori`, as: 'rings' } as const;

/** While the wallet cannot be reached: two wait for an answer, one has paid. The wallet keeps it, and tells nobody. */
export interface MissedInWallet {
  /** Wants money from us. */
  readonly asks: Missed;
  readonly wants: Missed;
  readonly paid: Missed;
}

export interface Missed extends Pick<Act, 'title' | 'later' | 'as'> {
  readonly id: string;
}

export function missedInWallet(sample: SampleWallet): MissedInWallet {
  const { wallet, account, counter, customers } = sample;
  const quiet = { live: false };
  const { omg } = wallet;
  const refund = wallet.request({ type: 'send', owner: account, token: omg, amount: 20n * OMG, correlationId: 'Teapot' });
  const asks = wallet.consume({ ...quiet, request: refund, by: customers.lars });
  const wants = wallet.consume({ ...quiet, request: counter, by: customers.priya, amount: (365n * OMG) / 10n });
  const paid = wallet.consume({ ...quiet, request: invoice(sample, (725n * OMG) / 100n, 'Invoice 431'), by: customers.tomasz });
  return {
    asks: { id: asks.id, title: 'Lars Nyberg asks for 20 OMG', later: 'Lars Nyberg asked for 20 OMG', as: 'rings' },
    wants: { id: wants.id, title: 'Priya Raman wants to pay 36.5 OMG', as: 'rings' },
    paid: { id: paid.id, title: 'Received 7.25 OMG from Tomasz Wolski' },
  };
}

/** What the wallet says once the request for money was rejected: our own doing, so it stays silent. */
export const REJECTED = { title: 'Payment of 20 OMG to Lars Nyberg was rejected', as: 'silent' } as const;

/** A payment for which the money is not there. */
export function fails(sample: SampleWallet): Act {
  const { wallet, customers } = sample;
  return {
    say: 'Olu Adeyemi pays an invoice of 60 OMG, and has 12.75: the wallet refuses',
    play() {
      wallet.setBalance(customers.olu, wallet.omg, (1_275n * OMG) / 100n);
      wallet.consume({ request: invoice(sample, 60n * OMG, 'Invoice 432'), by: customers.olu });
    },
    title: 'Payment of 60 OMG from Olu Adeyemi failed',
    as: 'rings',
  };
}

/** One more thing that may happen in the wallet any day, another one each round. */
export function anyTimeInWallet(sample: SampleWallet, round: number): Act {
  const { wallet, counter, customers } = sample;
  const amount = BigInt(3 + (round % 40)) * OMG + BigInt(round);
  const said = `${amount / OMG}${round === 0 ? '' : `.${(amount % OMG).toString().padStart(18, '0').replace(/0+$/, '')}`} OMG`;
  if (round % 2 === 0) {
    return {
      say: 'Ines Duarte wants to pay at the counter: try “Approve” or “Reject” on the notification',
      play: () => void wallet.consume({ request: counter, by: customers.ines, amount }),
      title: `Ines Duarte wants to pay ${said}`,
    };
  }
  return {
    say: 'Tomasz Wolski pays an invoice',
    play: () => void wallet.consume({ request: invoice(sample, amount, `Invoice ${440 + round}`), by: customers.tomasz }),
    title: `Received ${said} from Tomasz Wolski`,
  };
}

function asking(begin: () => Consumption, act: Omit<Act, 'play'>): Asking {
  const begun: Consumption[] = [];
  return {
    ...act,
    play: () => void begun.push(begin()),
    id() {
      const [first] = begun;
      if (first === undefined) throw new Error(`This has not begun yet: ${act.say}`);
      return first.id;
    },
  };
}
