import type { TroubleCode } from '../../connection.ts';

/** What acapy-cloud's troubles need other words for than any server's: its two servers, which key goes where, and what each refusal means. */
export const cloudTroubles = {
  'bad-address': {
    title: 'Esta dirección no sirve',
    help:
      'Escribe la de la CloudAPI con https:// (http:// en este equipo); por ejemplo, https://cloudapi.example.com. La de NATS, con ' +
      'nats:// o tls://; por ejemplo, nats://nats.example.com:4222.',
  },
  refused: {
    title: 'Nada responde en esta dirección',
    help: 'Revisa el nombre y el puerto, y que el servidor esté en marcha. NATS tiene su propio puerto, el 4222 si no se le dice otra cosa; la CloudAPI no responde ahí.',
  },
  lost: {
    title: 'Se cortó la conexión',
    help:
      'La cerró el servidor, o cambió la red. Tradebell se reconecta solo, se pone al día donde puede y dice en la bandeja dónde ' +
      'puede faltar algo.',
  },
  silent: {
    title: 'El servidor se quedó callado',
    help: 'Ya no llegaba ni una señal de vida. Tradebell se reconecta solo.',
  },
  forbidden: {
    title: 'El servidor no nos dejó entrar',
    help:
      'NATS acepta su propio usuario y contraseña, un token o un archivo .creds; la CloudAPI, una clave de API. Ninguno acepta lo del otro. ' +
      'Comprueba que lo tuyo sea de este servidor y no haya caducado. Tradebell no vuelve a intentarlo hasta que tú lo digas.',
  },
  'plain-to-tls': {
    title: 'Este servidor pide una conexión cifrada',
    help: 'Escribe la dirección con https:// en lugar de http://, y la de NATS con tls:// en lugar de nats://.',
  },
  'tls-to-plain': {
    title: 'Este servidor no cifra su conexión',
    help:
      'Si está en este equipo o en una red en la que confías, escribe la dirección con http:// en lugar de https://, y la de NATS ' +
      'con nats:// en lugar de tls://.',
  },
  'certificate-unknown': {
    title: 'Nadie responde por el certificado de este servidor',
    help:
      'Solo es normal donde quien administra el servidor creó el suyo. Para NATS, pega el certificado de su autoridad (CA). Para la ' +
      'CloudAPI, compara la huella con la del servidor, y acéptalo solo si son iguales.',
  },
  'certificate-changed': {
    title: 'El certificado no es el que aceptaste',
    help:
      'Si se renovó, compara la huella nueva con la del servidor y acéptala. Si no, puede que alguien esté en medio: tus ' +
      'claves no se enviaron.',
  },
  'not-a-node': {
    title: 'Aquí responde otra cosa',
    help: 'No habla ni como una CloudAPI ni como NATS. Revisa la dirección y el puerto, y la ruta donde está la CloudAPI, si la hay.',
  },
  'server-error': {
    title: 'El servidor tuvo un error',
    help: 'Si no cambia, avisa a quien administra la CloudAPI. Tradebell sigue intentándolo.',
  },
  'other-identity': {
    title: 'Esta es otra billetera',
    help: 'No es la que añadiste. Si está bien así, añádela como conexión nueva; la antigua conserva su historial.',
  },
  'same-identity': {
    title: 'Esta billetera ya está conectada',
    help: 'Basta con una conexión por billetera o grupo: añade allí qué más escuchar, NATS también.',
  },
  'sign-in-again': {
    title: 'Vuelve a escribir las claves',
    help: 'La clave de API guardada, o lo que pide NATS, falta o ya no se puede leer. Escríbelo otra vez; no se perdió nada más.',
  },
  'waiting-for-keyring': {
    title: 'Esperando a tu llavero',
    help: 'Las claves de esta conexión están en tu llavero, que está bloqueado. Desbloquéalo para seguir.',
  },
  'too-large': {
    title: 'Demasiado de golpe',
    help: 'Llegó más de lo que se puede recibir. Tradebell se reconecta, se pone al día donde puede y dice en la bandeja dónde no.',
  },
  'not-offered': {
    title: 'Esto no se puede hacer desde aquí',
    help: 'Abre tu billetera para hacerlo allí.',
  },
  'wrong-scheme': {
    title: 'Estas claves son de otro servidor',
    help:
      'Una clave de API (tenant., tenant-admin. o governance. y lo que sigue) es para la CloudAPI. Usuario y contraseña, un token o un ' +
      'archivo .creds son para NATS.',
  },
  'wrong-api-key': {
    title: 'No se conoce la clave de API',
    help: 'Cópiala otra vez, entera, con el rol delante: tenant., tenant-admin. o governance.',
  },
  'wrong-secret-key': {
    title: 'NATS no conoce este usuario o esta contraseña',
    help: 'Revisa ambos, y que sean de este servidor NATS. La clave de la CloudAPI no es una contraseña de NATS.',
  },
  'unknown-token': {
    title: 'NATS no conoce este token',
    help: 'Cópialo otra vez. La clave de API de la CloudAPI no es un token de NATS.',
  },
  'expired-token': {
    title: 'La clave caducó',
    help: 'Consigue una nueva y escríbela; no se perdió nada más. Tradebell no vuelve a intentarlo hasta entonces.',
  },
  'wrong-path': {
    title: 'No hay nada en esta ruta',
    help:
      'El servidor responde, pero no donde debería estar la CloudAPI. Algunas están bajo una ruta: pregunta a quien la administra y añádela a la ' +
      'dirección. Deja fuera /tenant/v1 y lo que sigue.',
  },
  'no-api-key': {
    title: 'La clave de API no llegó',
    help:
      'La CloudAPI no vio ninguna (403, “Not authenticated”). Se escribe tal cual, con su rol y sin “Bearer”. Si no cambia, puede que un proxy ' +
      'intermedio quite la cabecera x-api-key.',
  },
  'unknown-role': {
    title: 'La clave de API no empieza con su rol',
    help:
      'La CloudAPI no sabe qué tipo de clave es (401). Empieza con tenant., tenant-admin. o governance., y después va el ' +
      'token o la clave: tenant.eyJ…, por ejemplo.',
  },
  'wrong-wallet': {
    title: 'La clave de API no abre esta billetera',
    help:
      'La CloudAPI la rechazó (403, “Unauthorized”): es incorrecta, caducó o es de otra billetera. Una clave de tenant solo abre su propia ' +
      'billetera. Revisa el ID de la billetera, o consigue otra clave.',
  },
  'bad-watch': {
    title: 'Una escucha no se puede pedir así',
    help:
      'La CloudAPI no la acepta (422). Billetera, grupo, tema y estado no pueden tener espacios, puntos, * ni >; un campo y su valor, ' +
      'ni /, ?, # o %. Edita la conexión para corregirlo.',
  },
  'waypoint-down': {
    title: 'Waypoint no funciona',
    help:
      'La CloudAPI acepta la clave, pero Waypoint, que le cuenta los eventos, no responde. Tradebell sigue intentándolo, y después pide ' +
      'lo que se perdió.',
  },
  'stream-missing': {
    title: 'NATS no tiene el flujo de eventos de la billetera',
    help:
      'En este servidor no está el flujo cloudapi_aries_events. Comprueba que sea el NATS de tu CloudAPI, y que JetStream esté activado ' +
      'allí.',
  },
  'not-permitted': {
    title: 'NATS no permite esto',
    help:
      'Esta cuenta no puede leer los eventos de esta billetera o de este grupo. Revisa los ID, o pide a quien administra NATS que permita ' +
      'cloudapi.aries.events y sus consumidores.',
  },
  'gaps-possible': {
    title: 'Se pueden perder eventos en tu ausencia',
    help:
      'Ahora se oye todo. Lo que ocurre mientras Tradebell no está conectado no se puede pedir después: para eso hace falta una cuenta de NATS que pueda crear ' +
      'consumidores, o una clave de tenant para la CloudAPI.',
  },
  'on-the-other-road': {
    title: 'NATS no está, y Waypoint lo sustituye',
    help: 'Se oye lo que esperan tus escuchas, y nada suena dos veces. Tradebell vuelve a NATS por sí solo.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
