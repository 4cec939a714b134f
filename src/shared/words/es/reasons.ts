import type { Reason } from '../../decision.ts';

/** Why an alert rang or not, a sentence each. `yours`: what the server is called, as in "tu nodo". */
export const reasons = (yours: string) =>
  ({
    rings: 'Sonó: esta categoría suena y nada lo impedía.',
    urgent: 'Sonó: es urgente, así que pasó aunque ya sonaba mucho.',
    'open-now': `Sonó aunque no es nuevo: según ${yours}, sigue abierto.`,
    'own-act': 'No sonó: lo hiciste tú.',
    history: 'No sonó: es una transacción antigua que tu billetera volvió a enviar.',
    'quiet-kind': 'No sonó: los eventos de este tipo esperan en la bandeja.',
    'category-digest': 'Llegó en un resumen: así lo elegiste para esta categoría.',
    'category-inbox': 'No sonó: para esta categoría elegiste solo la bandeja.',
    'category-off': 'No sonó: esta categoría está desactivada en los ajustes.',
    'connection-digest': 'Llegó en un resumen: así lo elegiste para esta categoría y esta conexión.',
    'connection-off': 'No sonó: esta categoría está desactivada para esta conexión en los ajustes.',
    'connection-inbox': 'No sonó: para esta categoría y esta conexión elegiste solo la bandeja.',
    paused: 'Llegó en un resumen: Tradebell estaba en pausa.',
    'quiet-hours': 'Llegó en un resumen: ocurrió en tus horas de silencio.',
    'desktop-quiet': 'Llegó en un resumen: tu escritorio estaba en “no molestar”.',
    'urgent-in-quiet': 'Sonó: es urgente, así que pasó en las horas de silencio, como dicen tus ajustes.',
    snoozed: 'Volvió a sonar: lo habías pospuesto hasta entonces.',
    'reminder-day': 'Volvió a sonar: le quedaba un día de plazo o menos, y no lo habías abierto.',
    'reminder-hour': 'Volvió a sonar: le quedaba una hora de plazo o menos, y no lo habías abierto.',
    together: 'Llegó en un resumen: varias conexiones cambiaron al mismo tiempo.',
    'already-read': `No sonó: ya estaba leído en ${yours}.`,
    'first-connect': 'Llegó en un resumen: ocurrió antes de que añadieras esta conexión.',
    'start-up': 'Llegó en un resumen: ocurrió mientras Tradebell no estaba abierto.',
    'catching-up': 'Llegó en un resumen: ocurrió mientras la conexión estaba caída.',
    burst: 'Llegó en un resumen: acababan de sonar varias notificaciones.',
    'urgent-burst': 'Llegó en un resumen: acababan de sonar varias notificaciones urgentes.',
    'unconfirmed-limit': `No sonó: en la última hora, demasiados eventos quedaron sin confirmar por ${yours}.`,
    refuted: `No sonó: ${yours} no sabe nada de esto.`,
  }) as const satisfies Record<Reason, string>;
