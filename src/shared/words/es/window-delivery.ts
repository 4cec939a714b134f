import type { PauseFor, Weekday } from '../../quiet.ts';
import type { Sound } from '../../sound.ts';
import { stopped, the, upper } from './phrases.ts';
import { plural } from './plural.ts';

/** Days have small letters within a sentence, whatever they stand in alone. */
const span = (days: string, rest: string): string => stopped(`${upper(days.toLowerCase())}, ${rest}`);

/** What Settings and a connection say about delivery: sounds, quiet hours, pauses; and how to snooze. */
export const deliverySettings = {
  usualHelp: 'Lo habitual: lo que hace otra persona suena al momento. Lo que hiciste tú, y lo que no necesita a nadie, espera en la bandeja.',

  sound: {
    title: 'Sonido',
    app: 'Las notificaciones suenan',
    sounds: { desktop: 'Como el escritorio', bell: 'Campana', chime: 'Carillón', knock: 'Toc, toc', none: 'Sin sonido' } satisfies Record<Sound, string>,
    asAll: 'Como arriba',
    try: 'Probar',
    tryOf: (what: string) => `Probar el sonido de ${what}`,
    tried: 'Tu escritorio lo aceptó. Si no oíste nada, revisa el volumen.',
    failed: 'Tu escritorio no lo aceptó. ¿Hay un servicio de notificaciones en marcha?',
    byCategory: 'Un sonido propio para cada categoría',
    help: 'Cuando llegan varias a la vez, se oye un solo sonido.',
  },

  pause: {
    title: 'Pausa',
    lead: 'En una pausa no suena nada, ni siquiera lo urgente. Después llega un solo resumen.',
    now: { hour: 'Una hora', morning: 'Hasta mañana', resumed: 'Hasta reanudar' } satisfies Record<PauseFor, string>,
  },

  hours: {
    title: 'Horas de silencio',
    lead: 'En las horas de silencio no suena nada; después llega un solo resumen. Valen las horas del reloj de este equipo.',
    none: 'No hay horas de silencio.',
    add: 'Añadir horas de silencio',
    remove: (which: string) => `Quitar las horas de silencio: ${which}`,
    removed: 'Horas de silencio quitadas',
    nth: (nth: number) => `Horas de silencio ${nth}`,
    days: 'Empiezan el',
    from: 'Desde',
    to: 'Hasta',
    allDay: 'Todo el día',
    /** Short, for the buttons; long, for what is read aloud and in sentences. */
    short: { sun: 'Dom', mon: 'Lun', tue: 'Mar', wed: 'Mié', thu: 'Jue', fri: 'Vie', sat: 'Sáb' } satisfies Record<Weekday, string>,
    long: {
      sun: 'Domingo',
      mon: 'Lunes',
      tue: 'Martes',
      wed: 'Miércoles',
      thu: 'Jueves',
      fri: 'Viernes',
      sat: 'Sábado',
    } satisfies Record<Weekday, string>,
    everyDay: 'Todos los días',
    workdays: 'De lunes a viernes',
    weekend: 'Sábado y domingo',
    never: 'Elige al menos un día; si no, nunca hay silencio.',
    /** What a span means, in a sentence. */
    same: (days: string, from: string, to: string) => span(days, `de ${the(from)} a ${the(to)}`),
    next: (days: string, from: string, to: string) => span(days, `de ${the(from)} a ${the(to)} del día siguiente`),
    whole: (days: string) => span(days, 'todo el día'),
    wholeFrom: (days: string, from: string) => span(days, `de ${the(from)} a ${the(from)} del día siguiente`),
    most: (n: number) => `${plural(n, 'horario', 'horarios')} como máximo.`,
    urgent: 'Dejar pasar los avisos urgentes',
    urgentHelp: 'Las disputas, los reembolsos y lo que está por vencer suenan también en las horas de silencio.',
    desktop: 'Respetar el “no molestar” del escritorio',
    desktopHelp: 'Donde Tradebell puede leerlo, cuenta como horas de silencio.',
    urgentDesktop: 'Mostrar los avisos urgentes aun así',
    urgentDesktopHelp: 'Si aparecen en la pantalla, lo decide el escritorio.',
  },

  start: {
    title: 'Inicio',
    atLogin: 'Abrir al iniciar sesión',
    atLoginHelp: 'Empieza en la bandeja del sistema, sin ventana, para que no se pierda nada.',
  },

  connection: {
    privacy: 'Una notificación muestra',
    inherit: 'Como en Ajustes',
    inheritThat: (privacy: string) => `Como en Ajustes: ${privacy}`,
  },

  snooze: {
    title: 'Posponer hasta',
    lead: 'Desaparece de la pantalla, queda sin leer y vuelve a sonar a esa hora.',
    hour: 'Dentro de una hora',
    evening: 'Esta tarde',
    morning: 'Mañana temprano',
    soonMorning: 'Por la mañana',
    own: 'Otro momento',
    date: 'Día',
    time: 'Hora',
    set: 'Posponer',
    past: 'Ese momento ya pasó.',
    unreadable: 'Elige un día y una hora.',
    failed: 'Las horas no se pudieron leer.',
  },
};
