import type { TroubleCode } from '../../connection.ts';

/** What an eWallet server's troubles need other words for than any server's: which key goes where, paths, what can be asked for. */
export const ewalletTroubles = {
  'bad-address': {
    title: 'Esta dirección no sirve',
    help: 'Escríbela con https:// (http:// si el servidor está en este equipo), y luego el nombre; por ejemplo, https://wallet.example.com.',
  },
  lost: {
    title: 'Se cortó la conexión',
    help:
      'La cerró el servidor de la billetera, o cambió la red. Tradebell se reconecta solo, se pone al día donde se puede preguntar al servidor ' +
      'y dice en la bandeja dónde puede faltar algo.',
  },
  forbidden: {
    title: 'El servidor de la billetera no nos dejó entrar',
    help:
      'No dijo por qué. Unas claves incorrectas o caducadas, claves de otro tipo y un proxy intermedio se ven igual desde aquí. Revisa las claves, ' +
      'cómo inicias sesión y la ruta. Tradebell no vuelve a intentarlo hasta que tú lo digas.',
  },
  'certificate-unknown': {
    title: 'Nadie responde por el certificado de este servidor',
    help:
      'Solo es normal donde quien administra el servidor de la billetera creó el suyo. Compara la huella con la del servidor, y ' +
      'acéptalo solo si son iguales.',
  },
  'certificate-changed': {
    title: 'El certificado no es el que aceptaste',
    help:
      'Si se renovó, compara la huella nueva con la del servidor de la billetera y acéptala. Si no, puede que alguien esté en ' +
      'medio: tus claves no se enviaron.',
  },
  'not-a-node': {
    title: 'Algo responde aquí, pero no es un servidor eWallet',
    help: 'Revisa la dirección y el puerto. Usa los de la API del servidor, no los de una página web.',
  },
  'other-identity': {
    title: 'Estas claves son de otra persona',
    help:
      'No son del usuario ni de la clave que añadiste. Si está bien así, añádelas como conexión nueva; la antigua conserva su historial.',
  },
  'same-identity': {
    title: 'Estas claves ya están conectadas',
    help: 'Basta con una conexión por usuario o clave de acceso: añade allí qué más escuchar.',
  },
  'sign-in-again': {
    title: 'Vuelve a iniciar sesión',
    help: 'La clave secreta o el token guardado falta o ya no se puede leer. Inicia sesión o escríbelo otra vez; no se perdió nada más.',
  },
  'waiting-for-keyring': {
    title: 'Esperando a tu llavero',
    help: 'La clave secreta o el token de esta conexión está en tu llavero, que está bloqueado. Desbloquéalo para seguir.',
  },
  'too-large': {
    title: 'Demasiado de golpe',
    help:
      'Llegó más de lo que se puede recibir. Tradebell se reconecta, se pone al día donde se puede preguntar al servidor y dice en la bandeja ' +
      'dónde no.',
  },
  'not-offered': {
    title: 'Esto ya no se puede hacer desde aquí',
    help: 'Ya está decidido, caducó, o no te toca decidirlo. Ábrelo en la bandeja para ver cómo está.',
  },
  'wrong-scheme': {
    title: 'Estas claves son de otra forma de entrar',
    help:
      'Esta ruta no las acepta. La clave de acceso con la clave secreta (OMGProvider) y el ID de usuario con el token (OMGAdmin) van con ' +
      '/api/admin/socket; la clave de API con el token (OMGClient), con /api/client/socket. Los servidores anteriores a junio de 2018 usan /api/socket, ' +
      'con OMGServer para la clave de acceso y la clave secreta.',
  },
  'wrong-api-key': {
    title: 'No se conoce la clave de API',
    help: 'Cópiala otra vez del panel de administración, y comprueba que siga activa. Una clave de acceso no es una clave de API.',
  },
  'wrong-secret-key': {
    title: 'Las claves no van juntas',
    help:
      'El servidor de la billetera no conoce esta clave de acceso, o la clave secreta no es la que se creó con ella. Copia las dos otra vez. Una ' +
      'clave secreta perdida no se puede volver a ver: crea un par nuevo en el panel de administración.',
  },
  'unknown-token': {
    title: 'No se conoce el token',
    help: 'No es un token de este usuario, o ese usuario cerró la sesión. Inicia sesión otra vez, o escribe uno nuevo.',
  },
  'expired-token': {
    title: 'El token caducó',
    help: 'Inicia sesión otra vez, o escribe uno nuevo; no se perdió nada más. Tradebell no vuelve a intentarlo hasta entonces.',
  },
  'wrong-path': {
    title: 'No hay ningún socket en esta ruta',
    help:
      'Usa /api/admin/socket para claves de acceso y administradores, /api/client/socket para un usuario de la billetera, y /api/socket solo para servidores ' +
      'anteriores a junio de 2018. Quita “/websocket” del final.',
  },
  'wrong-version': {
    title: 'Este servidor habla otra versión',
    help: 'Tradebell habla la versión 1 de la API de eWallet, y este servidor no. Revisa la dirección, o pregunta a quien lo administra.',
  },
  'socket-refused': {
    title: 'Las claves valen, pero el socket se rechaza',
    help:
      'El servidor de la billetera acepta estas claves para todo lo demás. Comprueba que la ruta les corresponda, y pregunta a quien administra el servidor si un ' +
      'proxy deja pasar los web sockets y las cabeceras Authorization y Accept.',
  },
  'no-sign-in': {
    title: 'Aquí no se entra con correo',
    help:
      'En este servidor los usuarios entran por otra app, así que aquí solo acepta claves. Elige escribir claves, con la clave de API y el token ' +
      'que tiene esa app, o con una clave de acceso.',
  },
  'topics-refused': {
    title: 'No se escucha todo',
    help:
      'El servidor de la billetera no conoce lo que aquí se nombra, no deja que estas claves lo escuchen, o se corta cuando se le pide. Lo ' +
      'demás funciona. Edita la conexión para corregirlo; sin nada que escuchar, nada suena.',
  },
  'decided-already': {
    title: 'Ya está decidido',
    help:
      'Otra persona fue más rápida, lo hiciste tú desde otro equipo, o caducó. No se hizo nada; el final está o estará en la bandeja.',
  },
  'outcome-unknown': {
    title: 'Puede que se hiciera, o no',
    help:
      'Se envió, y no llegó respuesta. Puede que se hiciera. Tradebell no lo envía otra vez; mira en la billetera qué ' +
      'pasó.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
