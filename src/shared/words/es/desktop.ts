import type { Verb } from '../../alert.ts';
import { the } from './phrases.ts';
import { plural } from './plural.ts';

/** Tray, menu and notification buttons. Names and times come in ready to be read. */
export const desktop = {
  app: 'Tradebell',
  openInbox: (unread: number): string => (unread > 0 ? `Abrir la bandeja (${unread} sin leer)` : 'Abrir la bandeja'),
  /** What a click on a notification does, where the desktop shows it as a button. */
  open: 'Abrir',
  markRead: 'Marcar como leído',
  verbs: {
    reply: 'Responder',
    followBack: 'Seguir también',
    approve: 'Aprobar',
    reject: 'Rechazar',
    cancel: 'Cancelar la solicitud',
  } satisfies Record<Verb, string>,
  replyPlaceholder: 'Escribe una respuesta',

  tooltip: (parts: readonly string[]): string => `Tradebell: ${parts.join(', ')}`,
  allWell: 'todo va bien',
  noConnections: 'aún no hay conexiones',
  unread: (count: number): string => `${count} sin leer`,
  inTrouble: (count: number): string => plural(count, 'conexión con problemas', 'conexiones con problemas'),
  pausedUntil: (time: string): string => `en pausa hasta ${the(time)}`,
  pausedUntilResumed: 'en pausa',
  quiet: {
    'quiet-hours': (until?: string): string => (until === undefined ? 'horas de silencio' : `horas de silencio hasta ${the(until)}`),
    'desktop-quiet': (): string => 'en silencio, como tu escritorio',
  },

  journalTrouble: {
    full: 'El disco está lleno: los avisos suenan, pero no se pueden guardar',
    'read-only': 'No se puede escribir en el disco: los avisos suenan, pero no se pueden guardar',
    broken: 'La bandeja no se puede abrir: los avisos suenan, pero no se pueden guardar',
  },
  waitingForKeyring: 'Esperando a tu llavero',
  unlockKeyring: 'Desbloquear el llavero…',

  connection: (name: string, state: string): string => `${name}: ${state}`,
  connectionState: {
    paused: 'en pausa',
    connecting: 'conectando…',
    'catching-up': 'poniéndose al día…',
    online: 'en línea',
    waiting: 'sin conexión, reintentando',
    blocked: 'te necesita',
  },
  /** Online, and still something is wrong. */
  onlineInTrouble: 'en línea, pero no se oye todo',

  pause: 'Pausar las notificaciones',
  pauseFor: { hour: 'Durante una hora', morning: 'Hasta mañana por la mañana', resumed: 'Hasta que las reanude' },
  pausedLine: (time: string): string => `En pausa hasta ${the(time)}`,
  pausedLineUntilResumed: 'En pausa',
  resume: 'Reanudar las notificaciones',
  testNotification: 'Enviar una notificación de prueba',
  restartToUpdate: (version: string): string => `Reiniciar para actualizar a ${version}`,
  quit: 'Salir de Tradebell',

  /** In the desktop's own list of what is started at login. */
  atLogin: 'Suena cuando ocurre algo en tus ventas y compras',

  couldNotStart: {
    title: 'Tradebell no pudo iniciarse',
    text: (error: string, folder: string): string => `${error}\n\nEl archivo tradebell.log de ${folder} dice más. Vuelve a iniciar Tradebell; si no sirve, informa del problema.`,
  },

  /** De una conexión. */
  testOf: { title: (name: string) => `${name} avisa`, body: 'Así se ve un aviso de esta conexión.' },
  test: { title: 'Tradebell suena', body: 'Así se ve cuando ocurre algo en tus ventas y compras.' },
};
