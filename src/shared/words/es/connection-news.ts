import type { Facts, Words } from '../facts.ts';
import { paragraph, stopped, the } from './phrases.ts';
import { plural } from './plural.ts';

/** What Tradebell says of a connection by itself: the connection's name is its account, the gap how long it was away. */
const name = (facts: Facts) => facts.account ?? 'Una conexión';

/** A connection that was not reached for ten minutes; `blocked`: it will not be, before somebody looks at it. */
export const away = (facts: Facts): Words => {
  const since = facts.gap === undefined ? undefined : stopped(`Sin conexión desde ${the(facts.gap.from)}`);
  if (facts.status === 'blocked') {
    const next = 'Tradebell no puede conectarse solo. Abre Conexiones para ver por qué.';
    return { title: `${name(facts)} te necesita`, body: paragraph(since, next) };
  }
  const title = facts.account === undefined ? 'Se perdió una conexión' : `${facts.account} está sin conexión`;
  return { title, body: paragraph(since, 'Tradebell sigue intentándolo, y avisa cuando vuelva.') };
};

/** It is back; `status`: how many events were missed meanwhile, and are in the inbox now. */
export const back = (facts: Facts): Words => {
  const times = facts.gap === undefined ? undefined : stopped(`Faltó desde ${the(facts.gap.from)} hasta ${the(facts.gap.to)}`);
  return { title: `${name(facts)} está de vuelta`, body: paragraph(times, missed(facts.status)) };
};

const missed = (count: string | undefined): string => {
  if (count === undefined || !/^[1-9]\d*$/.test(count)) return 'No llegó nada más de ese tiempo.';
  const events = plural(Number(count), 'evento', 'eventos');
  return `En ese tiempo hubo ${events}, y ya ${count === '1' ? 'está' : 'están'} en tu bandeja.`;
};
