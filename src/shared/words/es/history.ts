import type { Road, Verb } from '../../alert.ts';
import type { Delivered } from '../../decision.ts';
import { bySystem, YOURS } from './nouns.ts';
import { list, the } from './phrases.ts';

/** What became of an alert, one line each. `yours`: what the server is called, as in "tu nodo". */
const history = (yours: string) => ({
  road: {
    live: 'en el momento',
    'catch-up': `más tarde, al preguntar a ${yours}`,
    first: 'con la primera conexión',
  } satisfies Record<Road, string>,
  delivered: {
    notification: 'como notificación',
    digest: 'en un resumen',
    none: 'solo en la bandeja',
    failed: 'no se mostró: tu escritorio no la aceptó',
    withdrawn: 'retirada de la pantalla',
  } satisfies Record<Delivered, string>,
  /** What may be learned afterwards; fields without a word say nothing to a reader. */
  field: {
    actor: 'quién fue',
    item: 'de qué se trata',
    amount: 'el importe',
    exchanged: 'el importe en el otro token',
    direction: 'hacia dónde va el dinero',
    reference: 'su referencia',
    account: 'tu cuenta',
    picture: 'su imagen',
    subject: 'a qué pertenece',
    role: 'tu papel',
    deadlineAt: 'el plazo',
    confirmation: `si ${yours} lo confirma`,
    text: 'su texto',
    status: 'en qué punto está',
    verified: 'si era válida',
    dueAt: 'para cuándo es',
    tables: 'las mesas',
    covers: 'cuántas personas',
  },
  learned: (fields: readonly string[]) => list(fields),
  acted: {
    reply: 'respondiste',
    followBack: 'empezaste a seguir también',
    approve: 'lo aprobaste',
    reject: 'lo rechazaste',
    cancel: 'lo cancelaste',
  } satisfies Record<Verb, string>,
  snoozed: (until: string) => `hasta ${the(until)}`,
  readOnNode: `en ${yours}`,
});

const ofDoshii = history(YOURS.doshii);

/** The same for each system; of Doshii's, an alert is about somebody else's venue. */
export const histories = {
  ...bySystem(history),
  doshii: { ...ofDoshii, field: { ...ofDoshii.field, account: 'el local', reference: 'su número', status: 'cómo está' } },
};
