import type { Category, Direction, FinalVerb, Role, SubjectType, Verb } from '../../alert.ts';
import type { Deliver, Delivered } from '../../decision.ts';
import type { HistoryEntry, IntentOutcome } from '../../inbox.ts';
import type { System } from '../../system.ts';
import { paragraph, stopped, the, when } from './phrases.ts';
import { plural } from './plural.ts';
import { cloudStates } from './window-cloud.ts';
import { doshiiDetail, doshiiQuiet, doshiiStatuses } from './window-doshii.ts';

/** `quedan 3 días`, `queda 1 día`: the verb follows the first number. */
const left = (n: number, text: string): string => `${n === 1 ? 'Queda' : 'Quedan'} ${text}`;

/** What the window says: inbox, detail, connections. What the list of connections says is in window-connections.ts, their form in window-form.ts, Settings in window-settings.ts, what a first start says in window-welcome.ts. */
export const window = {
  app: 'Tradebell',
  inbox: 'Bandeja',
  places: { inbox: 'Bandeja', connections: 'Conexiones', settings: 'Ajustes' },
  navigation: 'Principal',
  close: 'Cerrar',
  cancel: 'Cancelar',
  back: 'Volver',
  copy: 'Copiar',
  copied: 'Copiado',
  copyThis: (what: string) => `Copiar: ${what}`,
  undo: 'Deshacer',
  dismiss: 'Descartar',
  notice: 'Lo que acaba de ocurrir',
  tryAgain: 'Reintentar',
  wentWrong: 'Algo salió mal.',
  wentWrongHelp: 'Tradebell no pudo responder. Puede que lo que ves no esté al día.',
  notRead: 'Esto no se pudo leer.',
  notReadHelp: 'No se perdió nada. Vuelve a intentarlo en un momento.',
  notLoaded: 'Esta parte de la ventana no se pudo cargar.',
  notLoadedHelp: 'Cierra la ventana y ábrela otra vez. Tus avisos y conexiones están a salvo.',
  /** What stands between, or around, texts that the page puts beside one another. */
  marks: {
    comma: ', ',
    colon: ': ',
    brackets: (text: string) => ` (${text})`,
    sentences: (one: string, other: string) => paragraph(stopped(one), other),
  },

  categories: {
    order: 'Pedidos',
    dispute: 'Disputas',
    refund: 'Reembolsos',
    payment: 'Pagos',
    chat: 'Mensajes',
    follow: 'Seguidores',
    credential: 'Credenciales',
    wallet: 'Billetera',
    system: 'Sistema',
  } satisfies Record<Category, string>,
  category: {
    order: 'Pedido',
    dispute: 'Disputa',
    refund: 'Reembolso',
    payment: 'Pago',
    chat: 'Mensaje',
    follow: 'Seguidor',
    credential: 'Credencial',
    wallet: 'Billetera',
    system: 'Sistema',
  } satisfies Record<Category, string>,
  roles: {
    buyer: 'Eres el comprador',
    seller: 'Eres el vendedor',
    moderator: 'Eres el moderador',
    owner: 'Tú hiciste la solicitud',
    consumer: 'Tú usas la solicitud',
    prover: 'Tú demuestras',
    verifier: 'Tú verificas',
    holder: 'Tú tienes la credencial',
    issuer: 'Tú emites la credencial',
    endorser: 'Tú avalas',
    author: 'Tú escribiste la transacción',
  } satisfies Record<Role, string>,
  systems: {
    openbazaar: { name: 'Nodo de OpenBazaar', line: 'Una tienda, compras y mensajes en la red OpenBazaar.' },
    ewallet: { name: 'OmiseGO eWallet', line: 'Pagos, y solicitudes que esperan tu visto bueno.' },
    'acapy-cloud': { name: 'Billetera acapy-cloud', line: 'Solicitudes de prueba, credenciales y mensajes de una identidad digital.' },
    doshii: { name: 'App de Doshii', line: 'Pedidos, reservas y pagos en los restaurantes y cafés de tu app.' },
  } satisfies Record<System, { name: string; line: string }>,

  list: {
    label: 'Avisos',
    today: 'Hoy',
    yesterday: 'Ayer',
    all: 'Todos',
    unreadOnly: 'Sin leer',
    categoryFilter: 'Categoría',
    connectionFilter: 'Conexión',
    allConnections: 'Todas las conexiones',
    search: 'Buscar avisos',
    searchClear: 'Borrar la búsqueda',
    markAllRead: 'Marcar todo como leído',
    markedRead: (n: number) => plural(n, 'aviso marcado como leído', 'avisos marcados como leídos'),
    nothingToMark: 'Aquí no hay nada sin leer',
    unread: 'sin leer',
    unreadCount: (n: number) => plural(n, 'sin leer', 'sin leer'),
    notConfirmed: 'Sin confirmar',
    notConfirmedLong: 'Sin confirmar por el servidor',
    now: 'ahora',
    minutes: (n: number) => `${n} min`,
    arrived: (n: number) => plural(n, 'aviso nuevo', 'avisos nuevos'),
    found: (n: number, more: boolean) => (n === 0 ? 'No se encontró nada' : more ? `Más de ${n} encontrados` : plural(n, 'aviso encontrado', 'avisos encontrados')),
    foundShort: (n: number, more: boolean) => (more ? `Más de ${n}` : plural(n, 'aviso', 'avisos')),
    clearFilters: 'Quitar los filtros',
    loading: 'Leyendo la bandeja…',
    loadingMore: 'Cargando',
    failed: 'La bandeja no se pudo leer.',
    failedHelp: 'Los avisos están a salvo. Vuelve a intentarlo en un momento.',
    quiet: 'Todo tranquilo',
    quietHelp: 'Cuando ocurra algo en tus ventas y compras, sonará y aparecerá aquí.',
    allRead: 'Todo leído',
    allReadHelp: 'No queda nada sin leer. Bien hecho.',
    nothingHere: (category: string) => `Nada en ${category} todavía`,
    nothingHereHelp: 'Los avisos de este tipo aparecerán aquí.',
    noMatch: (search: string) => `No se encontró nada con “${search}”`,
    noMatchHelp: 'Prueba con menos palabras o con otras: se busca en nombres, títulos, importes y mensajes.',
    showEverything: 'Mostrar todo',
    pickOne: 'Elige un aviso para leerlo',
    pickOneHelp: 'Las flechas recorren la lista, Entrar abre. Pulsa ? para ver todas las teclas.',
  },

  time: {
    left: {
      days: (days: number, hours: number) => left(days, days >= 3 || hours === 0 ? plural(days, 'día', 'días') : `${plural(days, 'día', 'días')} ${hours} h`),
      hours: (hours: number, minutes: number) => left(hours, hours >= 6 || minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`),
      minutes: (minutes: number) => left(minutes, `${minutes} min`),
      seconds: (minutes: number, seconds: number) => (minutes === 0 ? left(seconds, `${seconds} s`) : left(minutes, `${minutes} min ${seconds} s`)),
      soon: 'Queda menos de un minuto',
      up: 'Se acabó el plazo',
    },
    seconds: (n: number) => plural(n, 'segundo', 'segundos'),
    minutes: (n: number) => plural(n, 'minuto', 'minutos'),
    hours: (n: number) => plural(n, 'hora', 'horas'),
    justNow: 'ahora mismo',
    ago: (span: string) => `hace ${span}`,
  },

  detail: {
    label: 'Aviso',
    gone: 'Este aviso ya no está en la bandeja.',
    failed: 'Este aviso no se pudo leer.',
    who: 'Quién',
    idOf: { openbazaar: 'ID del par', ewallet: 'ID de usuario o cuenta', 'acapy-cloud': 'ID de conexión', doshii: 'ID de cliente o app' } satisfies Record<System, string>,
    amount: 'Importe',
    exchanged: 'A cambio',
    account: 'Cuenta',
    /** Which of a group's it is about. */
    wallet: 'Billetera',
    reference: 'Referencia',
    deadline: 'Vence',
    item: 'Artículo',
    role: 'Tu papel',
    when: 'Cuándo',
    connection: 'Conexión',
    status: 'Estado',
    /** A consumption's status, as the wallet calls it; another one is shown as it came. */
    consumptionStatuses: {
      pending: 'Espera una decisión',
      approved: 'Aprobado, aún sin hacerse',
      confirmed: 'Confirmado',
      rejected: 'Rechazado',
      cancelled: 'Cancelado',
      expired: 'Caducado',
      failed: 'Fallido',
    } as Readonly<Record<string, string>>,
    cloudStates,
    doshiiStatuses,
    doshii: doshiiDetail,
    verified: 'Verificada',
    verifiedIs: { yes: 'Sí: la prueba es auténtica', no: 'No: la prueba no es válida' },
    gap: 'No se oyó',
    from: (moment: string) => `desde ${the(moment)}`,
    to: (moment: string) => `hasta ${the(moment)}`,
    subjects: {
      order: 'Pedido',
      case: 'Caso',
      peer: 'Par',
      transaction: 'Transacción',
      node: 'Nodo',
      consumption: 'Consumo',
      proof: 'Intercambio de prueba',
      credential: 'Intercambio de credencial',
      connection: 'ID de conexión',
      record: 'Registro',
      booking: 'Reserva',
      checkin: 'Registro de llegada',
      request: 'Solicitud',
      location: 'Local',
    } satisfies Record<SubjectType, string>,
    message: 'Mensaje',
    markUnread: 'Marcar como no leído',
    markRead: 'Marcar como leído',
    why: { rang: 'Por qué sonó', quiet: 'Por qué no sonó' },
    delivered: {
      notification: 'Se mostró como notificación',
      digest: 'Se mostró en un resumen',
      none: 'No se mostró',
      failed: 'Tu escritorio no aceptó la notificación',
      withdrawn: 'La notificación se retiró',
    } satisfies Record<Delivered, string>,
    history: 'Historial',
    events: {
      received: 'Recibido',
      decided: 'Decidido',
      delivered: 'Entregado',
      amended: 'Se supo más',
      read: 'Leído',
      unread: 'Marcado como no leído',
      acted: 'Actuaste',
      snoozed: 'Pospuesto',
    } satisfies Record<HistoryEntry['event'], string>,
    raw: {
      openbazaar: 'Tal como llegó del nodo',
      ewallet: 'Tal como llegó de la billetera',
      'acapy-cloud': 'Tal como llegó de acapy-cloud',
      doshii: 'Tal como llegó de Doshii',
    } satisfies Record<System, string>,
    unconfirmed: {
      openbazaar: {
        asked: 'Se está preguntando a tu nodo si sabe de esto.',
        refuted: 'Tu nodo no sabe de esto. Puede haberlo enviado otra persona: no actúes por ello.',
        unasked: 'No se pudo preguntar a tu nodo si sabe de esto.',
      },
      ewallet: {
        asked: 'Se está preguntando a la billetera si sabe de esto.',
        refuted: 'La billetera no sabe de esto. No actúes por ello.',
        unasked: 'No se pudo volver a preguntar a la billetera si es así.',
      },
      'acapy-cloud': {
        asked: 'Se está preguntando a acapy-cloud si sabe de esto.',
        refuted: 'acapy-cloud no sabe de esto. No actúes por ello.',
        unasked: 'No se pudo preguntar a acapy-cloud si sabe de esto.',
      },
      doshii: {
        asked: 'Se está preguntando a Doshii si sabe de esto.',
        refuted: 'Doshii no sabe de esto. No actúes por ello.',
        unasked: 'No se pudo preguntar a Doshii si sabe de esto.',
      },
    } satisfies Record<System, Record<'asked' | 'refuted' | 'unasked', string>>,
  },

  act: {
    label: 'Qué puedes hacer',
    verbs: { reply: 'Responder', followBack: 'Seguir también', approve: 'Aprobar', reject: 'Rechazar', cancel: 'Cancelar la solicitud' } satisfies Record<Verb, string>,
    replyTo: (who: string | undefined) => (who === undefined ? 'Escribe una respuesta' : `Escribe a ${who}`),
    send: 'Enviar',
    sending: 'Enviando…',
    sent: 'Tu nodo aceptó el mensaje.',
    following: 'Siguiendo…',
    followed: 'Ahora también le sigues.',
    failed: 'No se hizo.',
    sendHint: 'Ctrl + Entrar envía',
    again: 'Preguntar otra vez',
    /** What was agreed to, and what became of it. */
    intents: {
      open: (did: string, when: string) => paragraph(stopped(`${did} esto ${when}`), 'La billetera aún no responde.'),
      done: (did: string, when: string) => stopped(`${did} esto ${when}`),
      refused: (did: string, when: string) => `${did} esto ${when}, pero la billetera no lo hizo.`,
      unknown: (did: string, when: string) =>
        `${did} esto ${when}, y la respuesta nunca llegó: no se sabe qué pasó. Tradebell no lo envía otra vez. Mira en la propia billetera cómo está.`,
    } satisfies Record<IntentOutcome, (did: string, when: string) => string>,
    did: { approve: 'Aprobaste', reject: 'Rechazaste', cancel: 'Cancelaste' } satisfies Record<FinalVerb, string>,
    atTime: (time: string) => when(time),
    onDay: (moment: string) => when(moment),
  },

  /** The question before something final. */
  question: {
    titles: { approve: '¿Aprobar?', reject: '¿Rechazar?', cancel: '¿Cancelar esta solicitud?' } satisfies Record<FinalVerb, string>,
    asking: 'Preguntando a la billetera cómo está…',
    /** What happens on yes; the amount stands below. */
    moves: {
      approve: { in: 'Entra dinero', out: 'Sale dinero de tu cuenta', unknown: 'Se mueve dinero' },
      reject: { in: 'No entra dinero', out: 'No sale dinero', unknown: 'No se mueve dinero' },
      cancel: { in: 'No entra dinero', out: 'No sale dinero', unknown: 'No se mueve dinero' },
    } satisfies Record<FinalVerb, Record<Direction | 'unknown', string>>,
    /** The same once it was asked for, and was not done, or may not have been. */
    wished: {
      approve: { in: 'Iba a entrar dinero', out: 'Iba a salir dinero de tu cuenta', unknown: 'Se iba a mover dinero' },
      reject: { in: 'No iba a entrar dinero', out: 'No iba a salir dinero', unknown: 'No se iba a mover dinero' },
      cancel: { in: 'No iba a entrar dinero', out: 'No iba a salir dinero', unknown: 'No se iba a mover dinero' },
    } satisfies Record<FinalVerb, Record<Direction | 'unknown', string>>,
    noAmount: 'La billetera no indica ningún importe.',
    /** The other side of an exchange, in another token. */
    exchanged: {
      in: (amount: string) => `La otra parte paga ${amount}`,
      out: (amount: string) => `La otra parte recibe ${amount}`,
      unknown: (amount: string) => `a cambio de ${amount}`,
      still: (amount: string) => `a cambio de ${amount}`,
    } satisfies Record<Direction | 'unknown' | 'still', (amount: string) => string>,
    forGood: 'Esto no se puede deshacer.',
    who: 'Con',
    reread: 'Se acaba de leer de la billetera.',
    asItWas: (time: string) =>
      paragraph(
        stopped(`Como estaba ${time}`),
        'Con esta forma de entrar no se puede volver a preguntar a la billetera, así que puede haberse decidido en otro sitio desde entonces.'
      ),
    remains: 'Si alguien decide en otro sitio en el mismo momento, la billetera se queda con lo último que llegue.',
    up: 'Según el reloj de este equipo, se acabó el plazo: la billetera puede negarse.',
    /** On the button that does it. */
    yes: {
      approve: (amount: string | undefined) => (amount === undefined ? 'Aprobar' : `Aprobar ${amount}`),
      reject: (amount: string | undefined) => (amount === undefined ? 'Rechazar' : `Rechazar ${amount}`),
      cancel: () => 'Cancelar la solicitud',
    } satisfies Record<FinalVerb, (amount: string | undefined) => string>,
    /** On the button that leaves everything as it is. */
    no: { approve: 'Volver', reject: 'Volver', cancel: 'Mantenerla' } satisfies Record<FinalVerb, string>,
    doing: { approve: 'Aprobando…', reject: 'Rechazando…', cancel: 'Cancelando…' } satisfies Record<FinalVerb, string>,
    notAsked: 'No se pudo preguntar.',
    done: {
      approve: 'Aprobado. La billetera dirá cuándo se haga.',
      reject: 'Rechazado. No se movió dinero.',
      cancel: 'Cancelado. No se movió dinero.',
    } satisfies Record<FinalVerb, string>,
  },

  connections: {
    /** What a connection hears at all, for where nothing has come over it yet. */
    doshiiQuiet,
    phases: {
      paused: 'En pausa',
      connecting: 'Conectando…',
      'catching-up': 'Leyendo lo perdido…',
      online: 'Conectado',
      waiting: 'Reintentando',
      blocked: 'Te necesita',
      /** Online, but something of it is not listened to. */
      partly: 'Conectado en parte',
    },
    otherConnection: (name: string) => `Ya está aquí como “${name}”.`,
  },

  rules: {
    deliveries: { notify: 'Notificar', digest: 'En un resumen', inbox: 'Solo la bandeja', off: 'Desactivado' } satisfies Record<Deliver, string>,
    usual: 'Lo habitual',
    inherit: 'Como en Ajustes',
    legend: 'Notificar suena al momento. Un resumen reúne varios avisos en una notificación. Solo la bandeja no suena. Desactivado no cuenta como sin leer.',
  },

  banners: {
    full: 'El disco está lleno. Los avisos suenan, pero no se pueden guardar.',
    readOnly: 'No se puede escribir en el disco. Los avisos suenan, pero no se pueden guardar.',
    broken: 'La bandeja no se puede abrir. Los avisos suenan, pero no se pueden guardar.',
    replaced: 'La bandeja anterior no se pudo abrir y se apartó.',
    locked: 'Tu llavero está bloqueado. Las conexiones con contraseña lo esperan.',
    unlock: 'Desbloquear',
    updateReady: (version: string) => `Tradebell ${version} está listo. Se instala cuando salgas.`,
    restart: 'Reiniciar ahora',
    look: 'Ver',
  },

  /** What a menu offers, of a line or of a connection. */
  menu: {
    of: (what: string) => `Qué hacer con “${what}”`,
    open: 'Abrir',
    openKey: 'Entrar',
    copyTitle: 'Copiar el título',
    only: (what: string) => `Solo ${what}`,
    showConnection: 'Mostrar su conexión',
    showAlerts: 'Mostrar sus avisos',
    address: 'dirección',
  },

  keys: {
    title: 'Teclas',
    open: 'Mostrar las teclas',
  },
};
