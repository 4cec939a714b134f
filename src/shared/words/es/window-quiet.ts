import type { QUIETS } from '../../quiet.ts';
import { stopped, the, when } from './phrases.ts';

const until = (why: string, moment: string | undefined): string => stopped(moment === undefined ? why : `${why} hasta ${the(moment)}`);

/** What the inbox itself says of being quiet, of snoozing and removing: it is there from the start. */
export const quiet = {
  /** `moment`: until when, where that is known. */
  why: {
    paused: (moment: string | undefined) => (moment === undefined ? 'En pausa hasta que la reanudes.' : until('En pausa', moment)),
    'quiet-hours': (moment: string | undefined) => until('Horas de silencio', moment),
    'desktop-quiet': (moment: string | undefined) => until('Tu escritorio está en “no molestar”', moment),
  } satisfies Record<(typeof QUIETS)[number], (moment: string | undefined) => string>,
  urgentComes: 'Solo suena lo urgente; la bandeja sigue llenándose.',
  nothingRings: 'Nada suena; la bandeja sigue llenándose.',
  resume: 'Reanudar',
  change: 'Cambiar',

  tomorrow: (time: string) => `mañana ${when(time)}`,
  onDay: (day: string, time: string) => `${day}, ${when(time)}`,

  snooze: 'Posponer',
  snoozedUntil: (moment: string) => `Pospuesto hasta ${the(moment)}`,
  endSnooze: 'Ya no posponer',
  snoozeEnded: 'Ya no está pospuesto',
  until: (moment: string) => `hasta ${the(moment)}`,

  remove: 'Quitar',
  removed: 'Aviso quitado',
  tooLate: 'Demasiado tarde: ya no se puede recuperar',
  back: 'El aviso está de vuelta',

  story: 'Toda la historia',
  chat: 'Todo el chat',
  chats: 'Chats',
  chatsHelp: 'Mensajes por persona y por pedido',
};
