import type { TroubleCode } from '../../connection.ts';

/** What an OpenBazaar node's troubles need other words for than any server's. */
export const openbazaarTroubles = {
  'bad-address': {
    title: 'Esta dirección no sirve',
    help: 'Escríbela con http:// o https://, luego el nombre del equipo y el puerto; por ejemplo, http://127.0.0.1:4002.',
  },
  refused: {
    title: 'Nada responde en esta dirección',
    help: 'Inicia el nodo o revisa el puerto. Los nodos de OpenBazaar usan el 4002 si no se les dice otra cosa.',
  },
  forbidden: {
    title: 'El nodo no nos dejó entrar',
    help:
      'Un usuario o una contraseña incorrectos, una cookie incorrecta, una dirección que el nodo no permite y una API desactivada se ven igual desde aquí. ' +
      'Revisa cada cosa en la configuración del nodo. El nodo que va dentro de la app de escritorio de OpenBazaar crea una cookie nueva cada vez que se inicia: ' +
      'pon un usuario y una contraseña en JSON-API, en su configuración, y entra con ellos. Tradebell no vuelve a intentarlo hasta que tú lo digas.',
  },
  'certificate-changed': {
    title: 'El certificado no es el que aceptaste',
    help:
      'Si lo renovaste, compara la huella nueva con la del nodo y acéptala. Si no, puede que alguien esté en medio: ' +
      'tu contraseña no se envió.',
  },
  'not-a-node': {
    title: 'Algo responde aquí, pero no es un nodo de OpenBazaar',
    help: 'Revisa la dirección y el puerto. Usa el puerto de la API del nodo, no el de una página web.',
  },
  'sign-in-again': {
    title: 'Vuelve a iniciar sesión',
    help: 'La contraseña o la cookie guardada falta o ya no se puede leer. Escríbela otra vez; no se perdió nada más.',
  },
  'waiting-for-keyring': {
    title: 'Esperando a tu llavero',
    help: 'La contraseña de esta conexión está en tu llavero, que está bloqueado. Desbloquéalo para seguir.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
