import type { TroubleCode } from '../../connection.ts';
import type { System } from '../../system.ts';
import { SERVER } from './nouns.ts';
import { cloudTroubles } from './troubles-cloud.ts';
import { doshiiTroubles } from './troubles-doshii.ts';
import { ewalletTroubles } from './troubles-ewallet.ts';
import { openbazaarTroubles } from './troubles-openbazaar.ts';

/** What is wrong, and what to do. */
export interface TroubleWords {
  title: string;
  help: string;
}

/** What holds for every system. `node`: what its server is called, a masculine noun. */
const general = (node: string) =>
  ({
    'bad-address': {
      title: 'Esta dirección no sirve',
      help: 'Escríbela con http:// o https://, luego el nombre del equipo, y el puerto si lo hay.',
    },
    'name-not-found': {
      title: 'Ningún equipo tiene este nombre',
      help: `Revisa cómo está escrita la dirección, y que estés en la red donde está el ${node}.`,
    },
    refused: {
      title: 'Nada responde en esta dirección',
      help: `Inicia el ${node}, o revisa el nombre del equipo y el puerto.`,
    },
    unreachable: {
      title: `No se puede llegar al ${node}`,
      help: `Revisa tu red, y si hay un cortafuegos o una VPN entre tú y el ${node}. Tradebell sigue intentándolo.`,
    },
    timeout: {
      title: `El ${node} no responde`,
      help: `Puede que esté ocupado o arrancando. Tradebell sigue intentándolo; si no cambia, reinicia el ${node}.`,
    },
    lost: {
      title: 'Se cortó la conexión',
      help: `El ${node} se detuvo o la red cambió. Tradebell se reconecta solo y recupera lo que te perdiste.`,
    },
    'proxy-unreachable': {
      title: 'No se puede llegar al proxy',
      help: `Inícialo (Tor, por ejemplo), o revisa su dirección. Nada va al ${node} sin pasar por el proxy; Tradebell sigue intentándolo.`,
    },
    'proxy-refused': {
      title: 'El proxy no nos deja pasar',
      help: `Puede que pida iniciar sesión, y Tradebell no puede; que no deje pasar a nadie a este ${node}; o que sea un proxy de otro tipo.`,
    },
    silent: {
      title: `El ${node} se quedó callado`,
      help: 'La conexión parecía abierta, pero no llegaba nada. Tradebell se reconecta solo.',
    },
    forbidden: {
      title: `El ${node} no nos dejó entrar`,
      help: `No dijo por qué. Revisa cómo inicias sesión y qué permite el ${node}. Tradebell no vuelve a intentarlo hasta que tú lo digas.`,
    },
    'plain-to-tls': {
      title: `Este ${node} pide una conexión cifrada`,
      help: 'Escribe la dirección con https:// en lugar de http://.',
    },
    'tls-to-plain': {
      title: `Este ${node} no cifra su conexión`,
      help: `Escribe la dirección con http:// en lugar de https://, si el ${node} está en este equipo o en una red en la que confías.`,
    },
    'certificate-unknown': {
      title: `Nadie responde por el certificado de este ${node}`,
      help:
        `Es normal en un ${node} que creó el suyo. Compara la huella con la del ${node}, y acéptalo solo ` +
        'si son iguales.',
    },
    'certificate-changed': {
      title: 'El certificado no es el que aceptaste',
      help:
        `Si lo renovaste, compara la huella nueva con la del ${node} y acéptala. Si no, puede que alguien esté en medio: ` +
        'no se envió nada de lo que usas para entrar.',
    },
    'not-a-node': {
      title: 'Aquí responde otra cosa',
      help: `No habla como un ${node}. Revisa la dirección y el puerto.`,
    },
    'server-error': {
      title: `El ${node} tuvo un error`,
      help: `Mira el registro del ${node}. Tradebell sigue intentándolo.`,
    },
    'other-identity': {
      title: `En esta dirección responde otro ${node}`,
      help: 'No es el que añadiste. Si está bien así, añádelo como conexión nueva; la antigua conserva su historial.',
    },
    'same-identity': {
      title: `Este ${node} ya está conectado`,
      help: `Basta con una conexión por ${node}. Si hay dos, quita una.`,
    },
    'sign-in-again': {
      title: 'Vuelve a iniciar sesión',
      help: 'Lo que usabas para entrar falta o ya no se puede leer. Escríbelo otra vez; no se perdió nada más.',
    },
    'waiting-for-keyring': {
      title: 'Esperando a tu llavero',
      help: 'Lo que esta conexión usa para entrar está en tu llavero, que está bloqueado. Desbloquéalo para seguir.',
    },
    'too-large': {
      title: 'Demasiado de golpe',
      help: `Llegó más de lo que se puede recibir. Tradebell se reconecta y pide al ${node} lo que importa.`,
    },
    'not-connected': {
      title: `Tradebell no está conectado a este ${node} ahora`,
      help: 'Su conexión se pausó o se quitó, así que no se hizo nada. Reanúdala, o añádela de nuevo, y vuelve a intentarlo.',
    },
    'not-offered': {
      title: 'Esto ya no se puede hacer desde aquí',
      help: `El ${node} no lo confirmó, o ya está hecho. Ábrelo en la bandeja para ver cómo está.`,
    },
    'wrong-scheme': {
      title: 'No se entra de esta manera',
      help: `El ${node} pide otra forma de iniciar sesión en esta dirección. Edita la conexión y elige otra.`,
    },
    'wrong-api-key': {
      title: 'No se conoce la clave de API',
      help: `Cópiala otra vez de donde la muestra el ${node}, y comprueba que allí siga activa.`,
    },
    'wrong-secret-key': {
      title: 'Las claves no van juntas',
      help: `El ${node} no conoce este par de claves. Copia las dos otra vez; una clave secreta perdida no se puede volver a ver, solo crear de nuevo.`,
    },
    'unknown-token': {
      title: 'No se conoce el token',
      help: `El ${node} no conoce este token, o no para este usuario. Inicia sesión otra vez para obtener uno nuevo.`,
    },
    'expired-token': {
      title: 'El token caducó',
      help: 'Inicia sesión otra vez para obtener uno nuevo; no se perdió nada más. Tradebell no vuelve a intentarlo hasta entonces.',
    },
    'wrong-path': {
      title: 'No hay nada en esta ruta',
      help: `El ${node} responde, pero no en esta ruta. Edita la conexión y elige otra.`,
    },
    'wrong-version': {
      title: `Este ${node} habla otra versión`,
      help: `Tradebell no conoce la versión de su API. Revisa la dirección, o pregunta a quien administra el ${node}.`,
    },
    'socket-refused': {
      title: 'Sesión iniciada, pero sin permiso para escuchar',
      help:
        `El ${node} acepta lo que usas para entrar, y aun así rechaza el web socket. Puede que un proxy intermedio no deje pasar sockets: pregunta ` +
        'a quien lo administra.',
    },
    'wrong-login': {
      title: 'Correo o contraseña incorrectos',
      help: 'Revisa ambos y vuelve a intentarlo. Tradebell no guarda la contraseña.',
    },
    'wrong-code': {
      title: 'Este código no vale',
      help: 'Escribe el que muestra ahora tu autenticador, o un código de respaldo que aún no hayas usado.',
    },
    'no-sign-in': {
      title: 'Aquí no se entra con correo',
      help: `Este ${node} solo acepta claves. Elige entrar con claves y cópialas del ${node}.`,
    },
    'topics-refused': {
      title: 'No se escucha todo',
      help: `El ${node} no nos deja escuchar una parte de lo pedido. El resto funciona. Edita la conexión para corregirlo.`,
    },
    'changed-meanwhile': {
      title: 'Cambió mientras tanto',
      help: 'Ya no está como se te mostró, así que no se hizo nada. Míralo otra vez y decide.',
    },
    'decided-already': {
      title: 'Ya está decidido',
      help: 'Otra persona fue más rápida, o tú desde otro equipo. No se hizo nada.',
    },
    'asked-too-long-ago': {
      title: 'La pregunta es demasiado antigua',
      help: 'Pueden haber cambiado muchas cosas desde entonces, así que no se hizo nada. Ábrela otra vez para que se te pregunte de nuevo.',
    },
    'refused-by-server': {
      title: `El ${node} dijo que no`,
      help: 'No hizo lo que se le pidió, por el motivo que da aquí. Corrígelo y vuelve a intentarlo.',
    },
    'outcome-unknown': {
      title: 'Puede que se hiciera, o no',
      help: `Se envió, y no llegó respuesta. Tradebell no lo envía otra vez. Mira en tu ${node} qué pasó.`,
    },
    'no-api-key': {
      title: 'La clave no llegó',
      help: `El ${node} no vio ninguna clave. Escríbela otra vez; puede que un proxy intermedio la quitara.`,
    },
    'unknown-role': {
      title: 'La clave no es de ningún tipo conocido',
      help: `El ${node} no sabe para qué es esta clave. Cópiala otra vez, entera.`,
    },
    'wrong-wallet': {
      title: 'La clave no abre esto',
      help: `El ${node} conoce la clave, pero no para lo pedido. Revisa qué escuchas, o consigue otra clave.`,
    },
    'bad-watch': {
      title: 'Esto no se puede esperar',
      help: `El ${node} no acepta una parte de lo pedido. Edita la conexión para corregirlo.`,
    },
    'waypoint-down': {
      title: 'Por ahora no llegan eventos',
      help: `El ${node} responde, pero lo que le cuenta los eventos no. Tradebell sigue intentándolo.`,
    },
    'stream-missing': {
      title: 'No hay flujo de eventos',
      help: `El ${node} no tiene ese flujo. Pide a quien lo administra que lo cree.`,
    },
    'not-permitted': {
      title: 'Esto no está permitido',
      help: `Lo que usas para entrar no puede hacer esto. Pide a quien administra el ${node} que lo permita.`,
    },
    'gaps-possible': {
      title: 'Se pueden perder eventos en tu ausencia',
      help: `Tradebell está en línea, pero al ${node} no se le puede preguntar qué ocurre mientras no lo está.`,
    },
    'on-the-other-road': {
      title: 'Conectado por otra vía por ahora',
      help: `La vía habitual al ${node} está cerrada, y otra la sustituye. Tradebell vuelve en cuanto puede.`,
    },
    'client-refused': {
      title: 'No nos dejaron escuchar',
      help: `El ${node} rechazó el web socket, lo más probable por lo que usas para entrar. Revísalo. Tradebell sigue intentándolo.`,
    },
    'wrong-client-secret': {
      title: 'El secreto de cliente no es correcto',
      help: `El ${node} no lo acepta. Cópialo otra vez, y mira que el reloj de este equipo esté en hora. Los eventos siguen llegando, pero no se puede pedir nada.`,
    },
    'not-noted': {
      title: 'No se hizo nada',
      help: 'Lo que aprobaste tiene que anotarse primero, y el disco no lo aceptó. Libera espacio y vuelve a intentarlo.',
    },
  }) satisfies Record<TroubleCode, TroubleWords>;

/** What can be wrong with a connection of each system, or with what was to be done over it: what it is called, and what to do. */
export const troubles = {
  openbazaar: { ...general(SERVER.openbazaar), ...openbazaarTroubles },
  ewallet: { ...general(SERVER.ewallet), ...ewalletTroubles },
  // Either of its two servers may be in trouble: the CloudAPI or NATS.
  'acapy-cloud': { ...general('servidor'), ...cloudTroubles },
  doshii: { ...general('servidor'), ...doshiiTroubles },
} as const satisfies Record<System, Readonly<Record<TroubleCode, TroubleWords>>>;
