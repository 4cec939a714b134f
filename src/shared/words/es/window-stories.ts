import { plural } from './plural.ts';

/** Which subjects (window.ts, detail.subjects) are feminine. */
const FEMININE = /^(transacción|reserva|solicitud)/i;

/** Without its capital, unless it is one of several, as in `ID de conexión`. */
const lower = (what: string): string => (/^\p{Lu}{2}/u.test(what) ? what : what.charAt(0).toLowerCase() + what.slice(1));

/** What stories and chats say. */
export const stories = {
  story: {
    title: (what: string) => `Historia de ${FEMININE.test(what) ? 'esta' : 'este'} ${lower(what)}`,
    plain: 'Historia',
    count: (n: number, more: boolean) => (more ? `Los ${plural(n, 'evento', 'eventos')} más nuevos` : plural(n, 'evento', 'eventos')),
    backToAlert: 'Volver al aviso',
    earlier: 'Mostrar lo anterior',
    loading: 'Leyendo…',
    failed: 'No se pudo leer.',
    gone: 'Este aviso ya no está en la bandeja.',
    here: 'Este es el aviso del que vienes',
    unread: 'sin leer',
    you: 'Tú',
    help: 'Mirarla no marca nada como leído.',
  },
  chats: {
    title: 'Chats',
    back: 'Volver a la bandeja',
    backToList: 'Todos los chats',
    list: 'Chats',
    none: 'Aún no hay chats',
    noneHelp: 'Cuando alguien te escriba, su chat aparecerá aquí.',
    pick: 'Elige un chat para leerlo',
    pickHelp: 'Mirarlo no marca nada como leído.',
    aboutOrder: 'Sobre un pedido',
    order: (id: string) => `Pedido ${id}`,
    unread: (n: number) => plural(n, 'sin leer', 'sin leer'),
    you: (text: string) => `Tú: ${text}`,
    markRead: 'Marcar como leído',
    more: 'Mostrar más chats',
    with: (name: string) => `Chat con ${name}`,
    nobody: 'Alguien',
    cannotReply: 'Aquí no puedes escribir: la conexión no lo ofrece.',
  },
};
