import type { JSX } from 'preact';
import type { AlertDetail } from '../../src/shared/inbox.ts';
import { useModel } from '../model.ts';
import { hasLongAmount } from '../ui/amounts.ts';
import { CopyButton } from '../ui/copy.tsx';
import { GlyphIcon } from '../ui/icons.tsx';
import { useWords } from '../words.ts';
import type { WindowWords } from '../words.ts';
import { Amounts } from './amounts.tsx';
import { Fact } from './fact.tsx';

/** All that is known of an alert, a line each. */
export function Facts({ detail }: { detail: AlertDetail }): JSX.Element {
  const words = useWords();
  const { dates, connections } = useModel();
  const names = factNames(detail, words);
  const connection = connections.value?.find(({ id }) => id === detail.connectionId);
  return (
    <dl class="facts">
      {(detail.who !== undefined || detail.actorId !== undefined) && (
        <Fact name={names.who}>
          {detail.who !== undefined && <span>{detail.who}</span>}
          {detail.actorId !== undefined && !isCustomer(detail) && <Id text={detail.actorId} what={words.detail.idOf[detail.system]} />}
        </Fact>
      )}
      {detail.dueAt !== undefined && (
        <Fact name={names.due}>
          <time dateTime={new Date(detail.dueAt).toISOString()}>{dates.exact(detail.dueAt)}</time>
        </Fact>
      )}
      {detail.covers !== undefined && <Fact name={words.detail.doshii.covers}>{detail.covers}</Fact>}
      {detail.tables !== undefined && <Fact name={words.detail.doshii.tables}>{detail.tables}</Fact>}
      {detail.amount !== undefined && (
        <Fact name={names.amount}>
          <strong class={hasLongAmount(detail.amount) ? 'amount amounts-long' : 'amount'}>
            <Amounts text={detail.amount} />
          </strong>
        </Fact>
      )}
      {detail.exchanged !== undefined && (
        <Fact name={words.detail.exchanged}>
          <span class={hasLongAmount(detail.exchanged) ? 'exchanged amounts-long' : 'exchanged'}>
            <Amounts text={detail.exchanged} />
          </span>
        </Fact>
      )}
      {detail.account !== undefined && <Fact name={names.account}>{detail.account}</Fact>}
      {detail.reference !== undefined && (
        <Fact name={names.reference}>
          <span class="id">
            <span>{detail.reference}</span>
            <CopyButton text={detail.reference} what={names.reference} />
          </span>
        </Fact>
      )}
      {detail.item !== undefined && <Fact name={names.item}>{detail.item}</Fact>}
      {detail.subject !== undefined && detail.subject.id !== detail.actorId && detail.subject.id !== detail.account && (
        <Fact name={words.detail.subjects[detail.subject.type]}>
          <Id text={detail.subject.id} what={words.detail.subjects[detail.subject.type]} />
        </Fact>
      )}
      {detail.role !== undefined && <Fact name={words.detail.role}>{words.roles[detail.role]}</Fact>}
      {detail.status !== undefined && <Fact name={words.detail.status}>{statusOf(detail, words)}</Fact>}
      {detail.verified !== undefined && (
        <Fact name={words.detail.verified}>
          <span class={detail.verified ? 'verified' : 'unverified'}>
            <GlyphIcon of={detail.verified ? 'check' : 'warning'} size={15} />
            {words.detail.verifiedIs[detail.verified ? 'yes' : 'no']}
          </span>
        </Fact>
      )}
      {detail.since !== undefined ? (
        <Fact name={words.detail.gap}>
          <span>{words.detail.from(dates.stamp(detail.since))}</span>
          <span>{words.detail.to(dates.stamp(detail.occurredAt))}</span>
        </Fact>
      ) : (
        <Fact name={words.detail.when}>
          <time dateTime={new Date(detail.occurredAt).toISOString()}>{dates.exact(detail.occurredAt)}</time>
        </Fact>
      )}
      {connection !== undefined && <Fact name={words.detail.connection}>{connection.name}</Fact>}
    </dl>
  );
}

/** Of Doshii's customers only a name is known, which stands for their id; an app has an id of its own. */
function isCustomer({ system, who, actorId }: AlertDetail): boolean {
  return system === 'doshii' && who !== undefined && (actorId === undefined || actorId.startsWith(who.replace(/…$/, '')));
}

/** What the facts are called that each system calls otherwise. */
function factNames(detail: AlertDetail, { detail: words }: WindowWords): Record<'who' | 'due' | 'amount' | 'account' | 'reference' | 'item', string> {
  const { who, amount, account, reference, item, wallet, doshii } = words;
  const common = { who, due: doshii.due, amount, account, reference, item };
  if (detail.system === 'acapy-cloud') return { ...common, account: wallet };
  if (detail.system !== 'doshii') return common;
  return {
    who: isCustomer(detail) ? doshii.customer : doshii.app,
    due: detail.subject?.type === 'location' ? doshii.until : doshii.due,
    amount: detail.category === 'order' ? doshii.total : amount,
    account: doshii.venue,
    reference: detail.subject?.type === 'booking' ? doshii.bookingNumber : doshii.orderNumber,
    item: doshii.items,
  };
}

/** A consumption's status, the state of an exchange, or how far an order is, in words; another one as the system calls it. */
function statusOf({ status = '', system }: AlertDetail, { detail }: WindowWords): string {
  const tables: Record<AlertDetail['system'], Readonly<Record<string, string>>> = {
    openbazaar: {},
    ewallet: detail.consumptionStatuses,
    'acapy-cloud': detail.cloudStates,
    doshii: detail.doshiiStatuses,
  };
  const table = tables[system];
  return Object.hasOwn(table, status) ? (table[status] ?? status) : status;
}

function Id({ text, what }: { text: string; what: string }): JSX.Element {
  return (
    <span class="id">
      <code class="mono">{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
