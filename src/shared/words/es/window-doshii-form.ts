import { plural } from './plural.ts';

/** Where a Doshii app listens. */
type Environment = 'sandbox' | 'live' | 'other';

const venues = (n: number): string => (n === 0 ? 'ningún local todavía' : plural(n, 'local', 'locales'));

/** What can be wrong with what was entered for Doshii. */
export const doshiiProblems = {
  socketEmpty: 'Escribe la dirección del web socket.',
  socketUnreadable: 'Esto no es una dirección. Debería parecerse a wss://socket.example.com/app/socket.',
  socketScheme: 'Este tipo de dirección no sirve. Usa una que empiece con wss://.',
  socketExposed: 'El ID de cliente viajaría a la vista por la red. Usa wss://; ws:// es solo para este equipo.',
  socketPath: 'La ruta del web socket es /app/socket o /app/socket/v3.',
  restEmpty: 'Escribe la dirección de la API REST: sin ella, el secreto de cliente no sirve.',
  restUnreadable: 'Esto no es una dirección. Debería parecerse a https://api.example.com/partner/v3.',
  restScheme: 'Este tipo de dirección no sirve. Usa una que empiece con https://.',
  restExposed: 'Lo que se pide viajaría a la vista por la red. Usa https://; http:// es solo para este equipo.',
  noClientId: 'Escribe el ID de cliente.',
  badClientId: 'Esto no puede ser un ID de cliente. Cópialo otra vez, sin espacios.',
  badClientSecret: 'Esto no puede ser un secreto de cliente. Cópialo otra vez, sin espacios.',
  sameAsClientId: 'Es otra vez el ID de cliente. El secreto de cliente es otro texto.',
  clientSecretAgain: 'El secreto de cliente guardado es de otra dirección o de otro ID de cliente. Escribe el nuevo, o quítalo.',
  badDeviceId: 'Esto no puede ser un ID de dispositivo. Cópialo otra vez.',
};

/** What the form says of a Doshii app. */
export const doshiiForm = {
  nameSuggestion: 'Mi app de Doshii',
  environment: 'Entorno',
  environments: { sandbox: 'Pruebas', live: 'Real', other: 'Otra dirección' } satisfies Record<Environment, string>,
  environmentHints: {
    sandbox: 'Para hacer pruebas (sandbox): locales y pedidos de prueba.',
    live: 'Locales y pedidos reales.',
    other: 'Para una dirección que te dio Doshii, o un servidor tuyo.',
  } satisfies Record<Environment, string>,
  address: 'Dirección del web socket',
  addressHint: 'Por ejemplo, wss://socket.sandbox.doshii.co/app/socket. Puedes pegarla entera: el ID de cliente se saca de ella.',
  addressPlaceholder: 'wss://',
  clientId: 'ID de cliente',
  clientIdHint: 'El de tu app, de Doshii. Quien lo conoce puede escuchar, así que se guarda como una contraseña. Vale también una dirección entera del socket.',
  clientSecret: 'Secreto de cliente',
  /** Beside the label. */
  optional: 'opcional',
  clientSecretHint: 'Con él se consultan nombres, totales y mesas, y se recuperan los pedidos y reservas perdidos.',
  withoutSecret:
    'Sin el secreto de cliente solo se muestra lo que dice el propio evento. Lo que ocurre mientras Tradebell no está no se puede pedir: ' +
    'la bandeja marca el hueco.',
  /** A button: the client secret that is kept shall be kept no longer. */
  forgetSecret: 'Quitar el secreto de cliente',
  secretForgotten: 'El secreto de cliente se quita al guardar.',
  more: 'Más ajustes',
  deviceId: 'ID de dispositivo',
  deviceIdHint: 'Solo si Doshii te dio uno.',
  rest: 'Dirección de la API REST',
  restHint: 'Por ejemplo, https://sandbox.doshii.co/partner/v3. Solo hace falta con un secreto de cliente.',
  restPlaceholder: 'https://',
  recognised: {
    auth: 'El ID de cliente se sacó de la dirección. No se muestra.',
    deviceId: 'El ID de dispositivo se sacó de la dirección.',
    sandbox: 'Es el entorno de pruebas.',
    live: 'Es el entorno real.',
    address: 'De ahí se sacó la dirección.',
    login: 'El usuario y la contraseña se dejaron fuera: Doshii pide un ID de cliente.',
    unreadableAuth: 'Lo que va tras auth= no es un ID de cliente: escríbelo abajo.',
    rest: 'Era la dirección de la API REST, así que falta la del web socket.',
  },
  /** The answer of a test. `locations`: of how many venues it hears; undefined where that cannot be asked. */
  works: (locations: number | undefined) =>
    locations === undefined
      ? 'Conectado. Solo con el secreto de cliente se puede preguntar de qué locales oye.'
      : `Conectado. Oye de ${venues(locations)}.`,
  listed: {
    yes: 'Recuperación: sí. Los pedidos y reservas del tiempo en que Tradebell no está se piden después.',
    no: 'Recuperación: no. Lo que ocurre mientras Tradebell no está no se puede pedir; se marca un hueco.',
  },
};
