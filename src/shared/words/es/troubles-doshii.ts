import type { TroubleCode } from '../../connection.ts';

/** What a Doshii app's troubles need other words for than any server's: client id and secret, its environments, what cannot be asked for. */
export const doshiiTroubles = {
  'bad-address': {
    title: 'Esta dirección no sirve',
    help:
      'Escribe la del web socket con wss://; por ejemplo, wss://socket.sandbox.doshii.co/app/socket. La de la API REST, con ' +
      'https://; por ejemplo, https://sandbox.doshii.co/partner/v3.',
  },
  'name-not-found': {
    title: 'Ningún equipo tiene este nombre',
    help: 'Revisa tu red, y cómo está escrita la dirección si la pusiste tú. Tradebell sigue intentándolo.',
  },
  refused: {
    title: 'Nada responde en esta dirección',
    help: 'Revisa la dirección si la pusiste tú. Si es la de Doshii, puede que Doshii no funcione ahora. Tradebell sigue intentándolo.',
  },
  unreachable: {
    title: 'No se puede llegar a Doshii',
    help: 'Revisa tu red, y si hay un cortafuegos o una VPN en el camino. Tradebell sigue intentándolo.',
  },
  timeout: {
    title: 'Doshii no responde',
    help: 'Puede que esté ocupado, o que tu red vaya lenta. Tradebell sigue intentándolo.',
  },
  lost: {
    title: 'Se cortó la conexión',
    help:
      'La cerró Doshii, o cambió la red. Tradebell se reconecta solo. Con un secreto de cliente recupera después los pedidos y ' +
      'reservas perdidos; la bandeja dice lo que no se puede saber.',
  },
  silent: {
    title: 'Doshii se quedó callado',
    help: 'Ya no llegaba ni una señal de vida. Tradebell se reconecta solo.',
  },
  forbidden: {
    title: 'Doshii no nos dejó entrar',
    help:
      'Comprueba que el ID de cliente sea el de tu app, entero, y de este entorno: el de pruebas y el real tienen cada uno el suyo. Tradebell ' +
      'no vuelve a intentarlo hasta que tú lo digas.',
  },
  'certificate-unknown': {
    title: 'Nadie responde por el certificado de este servidor',
    help:
      'Los servidores de Doshii nunca son así: si este es uno de ellos, puede que alguien esté en medio, así que no sigas. Si es un servidor ' +
      'tuyo, compara la huella con la suya, y acéptalo solo si son iguales.',
  },
  'certificate-changed': {
    title: 'El certificado no es el que aceptaste',
    help:
      'Si se renovó, compara la huella nueva con la del servidor y acéptala. Si no, puede que alguien esté en medio: tu ' +
      'ID y tu secreto de cliente no se enviaron.',
  },
  'not-a-node': {
    title: 'Aquí responde otra cosa',
    help: 'No habla como Doshii. Revisa la dirección, y que sea la del web socket: su ruta suele ser /app/socket.',
  },
  'server-error': {
    title: 'Doshii tuvo un error',
    help: 'O está demasiado ocupado. Si no cambia, pregunta a Doshii si algo va mal allí. Tradebell sigue intentándolo.',
  },
  'other-identity': {
    title: 'Esta es otra app',
    help:
      'El ID de cliente o el entorno no es el que añadiste. Si está bien así, añádela como conexión nueva; la antigua conserva ' +
      'su historial.',
  },
  'same-identity': {
    title: 'Esta app ya está conectada',
    help: 'Basta con una conexión por app: oye a todos sus locales. Pruebas y real son dos.',
  },
  'sign-in-again': {
    title: 'Vuelve a escribir el ID de cliente',
    help: 'El ID de cliente guardado, o el secreto, falta o ya no se puede leer. Escríbelo otra vez; no se perdió nada más.',
  },
  'waiting-for-keyring': {
    title: 'Esperando a tu llavero',
    help: 'El ID y el secreto de cliente de esta conexión están en tu llavero, que está bloqueado. Desbloquéalo para seguir.',
  },
  'too-large': {
    title: 'Demasiado de golpe',
    help:
      'Llegó más de lo que se puede recibir. Tradebell se reconecta. Con un secreto de cliente recupera después los pedidos y reservas ' +
      'perdidos; la bandeja dice lo que no se puede saber.',
  },
  'not-offered': {
    title: 'Esto no se puede hacer desde aquí',
    help: 'Abre tu app para hacerlo allí.',
  },
  'wrong-path': {
    title: 'No hay ningún web socket en esta ruta',
    help: 'El servidor responde, pero no ahí. La ruta suele ser /app/socket.',
  },
  'client-refused': {
    title: 'Doshii no acepta este ID de cliente',
    help:
      'Rechazó el web socket, o lo cerró sin decir nada. Lo más frecuente es que el ID de cliente no esté entero, o sea del otro entorno: el de ' +
      'pruebas y el real tienen cada uno el suyo. Revísalo. Si antes funcionaba, Tradebell sigue intentándolo, cada vez más despacio.',
  },
  'wrong-client-secret': {
    title: 'Doshii no acepta el secreto de cliente',
    help:
      'Los eventos siguen llegando, pero no se pueden consultar los detalles ni lo perdido. Copia el secreto otra vez, para este ID de cliente y ' +
      'entorno, y mira que el reloj de este equipo esté en hora; o quita el secreto.',
  },
  'gaps-possible': {
    title: 'Se pueden perder eventos en tu ausencia',
    help: 'Ahora se oye todo. Sin secreto de cliente, lo que ocurre mientras Tradebell no está no se puede pedir; la bandeja marca el hueco.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
