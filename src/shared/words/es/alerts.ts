import type { Category, Kind } from '../../alert.ts';
import type { Reason } from '../../decision.ts';
import type { System } from '../../system.ts';
import type { Facts, Words } from '../facts.ts';
import { cloud } from './cloud.ts';
import { away, back } from './connection-news.ts';
import { consumptionFinalized, consumptionRequest } from './consumptions.ts';
import { histories } from './history.ts';
import { doshii, doshiiMissed } from './doshii.ts';
import { bySystem, YOURS } from './nouns.ts';
import { list, paragraph, remaining, sentence, stopped, the, upper } from './phrases.ts';
import { plural } from './plural.ts';
import { reasons } from './reasons.ts';

/** `: Taza azul` for titles; "" where the item is not known. */
const of = (facts: Facts) => (facts.shortItem === undefined ? '' : `: ${facts.shortItem}`);

/** What an order is called within a sentence: by its item, else by its id, else not at all. */
const thing = (facts: Facts, otherwise: string) => {
  if (facts.item !== undefined) return `“${facts.item}”`;
  return facts.shortId === undefined ? otherwise : `el pedido ${facts.shortId}`;
};
/** As `thing`, for what belongs to us: `tu pedido`, `tu pedido QmVrhZt4`, `tu pedido de “Taza azul”`. */
const mine = (facts: Facts, word = 'pedido') => {
  if (facts.item !== undefined) return `tu ${word} de “${facts.item}”`;
  return facts.shortId === undefined ? `tu ${word}` : `tu ${word} ${facts.shortId}`;
};
/** As `thing`, where the order itself is meant, not what was ordered: `el pedido de “Taza azul”`. */
const order = (facts: Facts) => (facts.item === undefined ? thing(facts, 'un pedido') : `el pedido de “${facts.item}”`);
const vendor = (facts: Facts) => facts.who ?? 'El vendedor';
const buyer = (facts: Facts) => facts.who ?? 'El comprador';
const someone = (facts: Facts) => facts.who ?? 'Alguien';
const server = (facts: Facts) => YOURS[facts.system];

const disputeOpened = (facts: Facts): Words => {
  if (facts.role === 'moderator') {
    return {
      title: `Disputa por decidir${of(facts)}`,
      body: `${someone(facts)} abrió una disputa sobre ${thing(facts, 'un pedido')}, y tú eres el moderador. Escucha a ambas partes y decide.`,
    };
  }
  const what = facts.role === 'buyer' ? mine(facts, 'compra') : facts.role === 'seller' ? mine(facts, 'venta') : thing(facts, 'un pedido');
  const next = facts.role === undefined ? 'Ábrela para ver qué se te pide.' : 'Cuenta tu versión en el chat del pedido; el moderador decidirá.';
  return { title: `Disputa abierta${of(facts)}`, body: `${someone(facts)} abrió una disputa sobre ${what}. ${next}` };
};

const timeToDispute = (facts: Facts): Words => {
  const { deadline } = facts;
  if (deadline === undefined) {
    return {
      title: `Se acaba el plazo para disputar${of(facts)}`,
      body: `Se acaba tu plazo para abrir una disputa sobre ${thing(facts, 'una compra')}. Después, el vendedor podrá reclamar el dinero.`,
    };
  }
  if (deadline.over) {
    return {
      title: `Se acabó el plazo para disputar${of(facts)}`,
      body: `Ya no puedes abrir una disputa sobre ${thing(facts, 'una compra')}. El vendedor ya puede reclamar el dinero.`,
    };
  }
  return {
    title: `${upper(remaining(deadline.left))} para disputar${of(facts)}`,
    body: `Puedes abrir una disputa sobre ${thing(facts, 'una compra')} hasta ${the(deadline.at)} (${remaining(deadline.left)}). Después, el vendedor podrá reclamar el dinero.`,
  };
};

const moderatorsTime = (facts: Facts): Words => {
  const { deadline } = facts;
  const about = thing(facts, 'una compra');
  if (deadline === undefined) {
    return {
      title: `Se acaba el plazo del moderador${of(facts)}`,
      body: `Se acaba el plazo del moderador para decidir tu disputa sobre ${about}. Después, el vendedor podrá reclamar el dinero.`,
    };
  }
  if (deadline.over) {
    return {
      title: `Se acabó el plazo del moderador${of(facts)}`,
      body: `Se acabó el plazo del moderador para decidir tu disputa sobre ${about}. El vendedor ya puede reclamar el dinero.`,
    };
  }
  return {
    title: `Al moderador le ${remaining(deadline.left)}${of(facts)}`,
    body: `El moderador puede decidir tu disputa sobre ${about} hasta ${the(deadline.at)} (${remaining(deadline.left)}). Después, el vendedor podrá reclamar el dinero.`,
  };
};

const timeToDecide = (facts: Facts): Words => {
  const { deadline } = facts;
  const about = facts.item === undefined && facts.shortId !== undefined ? `el caso ${facts.shortId}` : thing(facts, 'un caso');
  if (deadline === undefined) {
    return { title: `Se acaba el plazo para decidir${of(facts)}`, body: `Se acaba tu plazo para decidir la disputa sobre ${about}.` };
  }
  if (deadline.over) {
    return { title: `Se acabó el plazo para decidir${of(facts)}`, body: `Se acabó tu plazo como moderador para decidir la disputa sobre ${about}.` };
  }
  return {
    title: `${upper(remaining(deadline.left))} para decidir${of(facts)}`,
    body: `Como moderador, puedes decidir la disputa sobre ${about} hasta ${the(deadline.at)} (${remaining(deadline.left)}).`,
  };
};

const chat = (facts: Facts): Words => {
  const about = !facts.ofOrder ? '' : facts.shortItem === undefined ? ' sobre un pedido' : ` sobre “${facts.shortItem}”`;
  const body = facts.text ?? (facts.hidden ? 'Abre Tradebell para leerlo.' : 'El mensaje no tiene texto legible.');
  if (facts.own) return { title: `Escribiste${facts.who === undefined ? '' : ` a ${facts.who}`}${about}`, body };
  return { title: facts.whoFirst === undefined ? `Mensaje nuevo${about}` : `${facts.whoFirst} escribió${about}`, body };
};

const STATUS: ReadonlyMap<string, string> = new Map([
  ['UNCONFIRMED', 'Aún no está confirmada.'],
  ['PENDING', 'Están llegando sus confirmaciones.'],
  ['CONFIRMED', 'Está confirmada.'],
]);

const transaction = (facts: Facts): Words => {
  const status = facts.status === undefined ? undefined : (STATUS.get(facts.status) ?? `La billetera dice: ${facts.status.toLowerCase()}.`);
  const what = facts.ofOrder ? thing(facts, 'un pedido') : undefined;
  const sum = facts.amount === undefined ? '' : ` ${facts.amount}`;
  const words = (title: string, said: string): Words => ({
    title,
    body: paragraph(said, facts.text === undefined ? undefined : stopped(`Nota: ${facts.text}`), status),
  });
  if (facts.direction === undefined) return words('Transacción de la billetera', 'Tu billetera tiene una transacción nueva.');
  if (facts.direction === 'out') {
    if (what !== undefined) return words(sum === '' ? 'Pagaste un pedido' : `Pagaste${sum}`, `Pagaste por ${what}.`);
    return words(sum === '' ? 'Dinero enviado' : `Enviaste${sum}`, 'Salió de tu billetera.');
  }
  if (what !== undefined) return words(sum === '' ? 'Pago recibido' : `Recibiste${sum}`, `Recibiste el pago por ${what}.`);
  return words(sum === '' ? 'Dinero recibido' : `Recibiste${sum}`, 'Llegó a tu billetera.');
};

/** What may have been missed, and where to look for it. */
const missed = (facts: Facts): Words => {
  const { gap, text } = facts;
  const said = text === undefined ? undefined : sentence(text);
  if (gap === undefined) {
    return {
      title: 'Puede que falten eventos',
      body: said ?? `${upper(server(facts))} no pudo decir todo lo que ocurrió mientras Tradebell no estaba. Mira también allí.`,
    };
  }
  return {
    title: `Entre ${the(gap.from)} y ${the(gap.to)}, Tradebell no estuvo conectado`,
    body: said ?? (facts.system === 'doshii' ? doshiiMissed(facts) : MISSED[facts.system]),
  };
};

const MISSED = {
  openbazaar: 'Tu nodo no pudo decir todo lo que ocurrió en ese tiempo. Mira también allí.',
  ewallet: 'Tu servidor de la billetera no ofrece una lista de lo perdido, así que aquí puede faltar una solicitud o un pago de ese tiempo. Mira en tu billetera.',
  'acapy-cloud': 'Tu CloudAPI no pudo decir todo lo que ocurrió en ese tiempo, así que aquí puede faltar algo. Mira en tu billetera.',
} as const satisfies Record<Exclude<System, 'doshii'>, string>;

const say = {
  order: (facts) => ({
    title: `Pedido nuevo${of(facts)}`,
    body: `${buyer(facts)} ${facts.item === undefined ? 'hizo un pedido' : `pidió “${facts.item}”`}${facts.amount === undefined ? '' : ` por ${facts.amount}`}, ya pagado. Ahora toca despacharlo, o aceptarlo antes si está pendiente.`,
  }),
  payment: (facts) => ({
    title: facts.amount === undefined ? 'Pago enviado' : `Pago enviado: ${facts.amount}`,
    body: `Se envió tu pago${facts.amount === undefined ? '' : ` de ${facts.amount}`} por ${thing(facts, 'un pedido')}. Es la suma hasta ahora; aún no se sabe si el vendedor la ha visto.`,
  }),
  orderConfirmation: (facts) => ({
    title: `Pedido aceptado${of(facts)}`,
    body: `${vendor(facts)} aceptó ${mine(facts)}. No tienes que hacer nada hasta que se despache.`,
  }),
  orderDeclined: (facts) => ({
    title: `Pedido rechazado${of(facts)}`,
    body: `${vendor(facts)} rechazó ${mine(facts)}. Abre el pedido para ver qué pasa con tu pago.`,
  }),
  cancel: (facts) => ({
    title: `Pedido cancelado${of(facts)}`,
    body: `${buyer(facts)} canceló ${order(facts)}. No lo despaches.`,
  }),
  refund: (facts) => ({
    title: `Pedido reembolsado${of(facts)}`,
    body: `${vendor(facts)} reembolsó ${mine(facts)}. Busca el dinero en tu billetera.`,
  }),
  fulfillment: (facts) => ({
    title: `Pedido despachado${of(facts)}`,
    body: `${vendor(facts)} despachó ${mine(facts)}. Cuando lo tengas y estés conforme, complétalo con una valoración.`,
  }),
  processingError: (facts) => ({
    title: `Pedido sin procesar${of(facts)}`,
    body: `${vendor(facts)} no pudo procesar ${mine(facts)}. Pregunta qué falló; una compra sin moderador se puede cancelar.`,
  }),
  orderComplete: (facts) => ({
    title: `Pedido completado${of(facts)}`,
    body: `${buyer(facts)} completó y valoró ${order(facts)}. No queda nada por hacer.`,
  }),
  disputeOpen: disputeOpened,
  disputeUpdate: (facts) => ({
    title: `Novedades en la disputa${of(facts)}`,
    body: `Hay novedades en la disputa sobre ${thing(facts, 'un pedido')}${facts.who === undefined ? '' : `, que abrió ${facts.who}`}. Míralas antes de decidir.`,
  }),
  disputeClose: (facts) => ({
    title: `Disputa decidida${of(facts)}`,
    body: `El moderador decidió tu disputa${facts.who === undefined ? '' : ` con ${facts.who}`} sobre ${thing(facts, 'un pedido')}. Si estás de acuerdo, acepta el reparto.`,
  }),
  disputeAccepted: (facts) => ({
    title: `Disputa pagada${of(facts)}`,
    body: `La decisión de tu disputa${facts.who === undefined ? '' : ` con ${facts.who}`} sobre ${thing(facts, 'un pedido')} se aceptó y se pagó. Si te toca una parte, va a tu billetera.`,
  }),
  vendorFinalizedPayment: (facts) => ({
    title: `El vendedor reclamó el pago${of(facts)}`,
    body: `${vendor(facts)} reclamó el pago de ${mine(facts)}. Aún puedes completar el pedido con una valoración.`,
  }),
  vendorDisputeTimeout: (facts) => ({
    title: `Se acabó el plazo para disputar${of(facts)}`,
    body: `${buyer(facts)} ya no puede abrir una disputa sobre ${thing(facts, 'tu venta')}. Una vez despachada la venta, puedes reclamar el pago.`,
  }),
  buyerDisputeTimeout: timeToDispute,
  buyerDisputeExpiry: moderatorsTime,
  moderatorDisputeExpiry: timeToDecide,
  follow: (facts) => ({
    title: facts.who === undefined ? 'Seguidor nuevo' : `Seguidor nuevo: ${facts.who}`,
    body: `${someone(facts)} te sigue ahora.`,
  }),
  unfollow: (facts) => ({ title: 'Un seguidor menos', body: `${someone(facts)} ya no te sigue.` }),
  moderatorAdd: (facts) => ({ title: 'Te eligieron como moderador', body: `${someone(facts)} te eligió como moderador.` }),
  moderatorRemove: (facts) => ({ title: 'Ya no eres moderador', body: `${someone(facts)} te quitó como moderador.` }),
  message: chat,
  wallet: transaction,
  publishFailed: (facts) => ({
    title: 'Falló la publicación',
    body: `${upper(server(facts))} no pudo publicar sus últimos cambios, así que puede que otros no los vean. Comprueba que tenga conexión.`,
  }),
  consumptionRequest,
  consumptionFinalized,
  ...cloud,
  ...doshii,
  unknown: (facts) => ({
    title: facts.type === undefined ? `Novedades de ${server(facts)}` : `Novedades de ${server(facts)}: ${facts.type}`,
    body:
      facts.text !== undefined
        ? sentence(facts.text)
        : `Tradebell aún no conoce este tipo de evento${facts.hidden ? '. Ábrelo para ver los detalles.' : ', y no trae detalles.'}`,
  }),
  gap: missed,
  away,
  back,
} as const satisfies Record<Kind, (facts: Facts) => Words>;

/** Title where privacy hides everything but that something happened. */
const hiddenTitles = (yours: string) =>
  ({
    order: 'Novedades de un pedido',
    dispute: 'Novedades de una disputa',
    refund: 'Novedades de un reembolso',
    payment: 'Novedades de un pago',
    chat: 'Mensaje nuevo',
    follow: 'Novedades de tus seguidores',
    credential: 'Novedades de tu billetera',
    wallet: 'Novedades de tu billetera',
    system: `Novedades de ${yours}`,
  }) as const satisfies Record<Category, string>;

const counted = {
  order: ['pedido', 'pedidos'],
  dispute: ['disputa', 'disputas'],
  refund: ['reembolso', 'reembolsos'],
  payment: ['pago', 'pagos'],
  chat: ['mensaje', 'mensajes'],
  follow: ['seguidor', 'seguidores'],
  credential: ['evento de credenciales', 'eventos de credenciales'],
  wallet: ['evento de la billetera', 'eventos de la billetera'],
  system: ['evento del sistema', 'eventos del sistema'],
} as const satisfies Record<Category, readonly [string, string]>;

/** Of Doshii's, orders are bookings and check-ins too, and payments the cards and points of a till. */
const hidden: Readonly<Record<System, Readonly<Record<Category, string>>>> = {
  ...bySystem(hiddenTitles),
  doshii: { ...hiddenTitles(YOURS.doshii), order: 'Novedades de un local', payment: 'Novedades de un pago o una tarjeta' },
};

/** What each alert says, and why it rang or not. */
export const alerts = {
  history: histories,
  say: say as Readonly<Record<Kind, (facts: Facts) => Words>>,
  refuted: (words: Words, system: System): Words => ({
    title: `Sin confirmar por ${YOURS[system]}: ${words.title}`,
    body: `${upper(YOURS[system])} no sabe nada de esto, así que puede ser falso. No actúes por ello. Decía: ${words.body}`,
  }),
  hidden: (category: Category, system: System): Words => ({ title: hidden[system][category], body: 'Abre Tradebell para verlo.' }),
  reasons: bySystem<Readonly<Record<Reason, string>>>(reasons),
  /** `tally`: how many of each category, as they shall be named. `lead`: the title of the one that matters most. */
  digest: (tally: readonly (readonly [Category, number])[], lead?: string): Words => {
    const total = tally.reduce((sum, [, count]) => sum + count, 0);
    const parts = tally.map(([category, count]) => plural(count, counted[category][0], counted[category][1]));
    return {
      title: plural(total, 'evento nuevo', 'eventos nuevos'),
      body: lead === undefined ? `${list(parts)}.` : `${lead}. En total: ${list(parts)}.`,
    };
  },
  /** Whoever has no name, by the beginning of an id, within a sentence. */
  nameless: {
    openbazaar: (id: string) => id,
    ewallet: (id: string) => id,
    'acapy-cloud': (id: string) => `la conexión ${id}`,
    doshii: (id: string) => `la app ${id}`,
  } satisfies Record<System, (id: string) => string>,
  /** The same at the beginning of a sentence: ids stay as they are, words get a capital. */
  first: (nameless: string, system: System) => (system === 'acapy-cloud' || system === 'doshii' ? upper(nameless) : nameless),
  /** `{name} (@{handle})`. */
  named: (name: string, handle: string) => `${name} (@${handle})`,
  baseUnits: (integer: string, unit: string) => (unit === '' ? `${integer} unidades base` : `${integer} unidades base de ${unit}`),
  left: {
    days: (count: number) => plural(count, 'día', 'días'),
    hours: (count: number) => plural(count, 'hora', 'horas'),
    minutes: (count: number) => plural(count, 'minuto', 'minutos'),
  },
};
