import type { System } from '../../system.ts';

/** What is said of something pasted that may be of any system. */
export const paste = {
  label: 'Pega lo que tengas',
  hint: 'Una dirección, una clave, una cookie, un archivo .creds, o un comando entero que los contenga. Cada cosa va a su sitio.',
  look: 'Colocar',
  chooseFile: 'Elegir un archivo',
  systems: { openbazaar: 'OpenBazaar', ewallet: 'eWallet', 'acapy-cloud': 'acapy-cloud', doshii: 'Doshii' } satisfies Record<System, string>,
  pieces: {
    openbazaar: { address: 'dirección de un nodo', cookie: 'cookie', login: 'usuario y contraseña' },
    ewallet: { address: 'dirección del servidor de una billetera', keys: 'claves' },
    'acapy-cloud': { address: 'dirección de una CloudAPI', nats: 'servidor NATS', key: 'clave de API', creds: 'archivo .creds' },
    doshii: { address: 'dirección de un web socket', clientId: 'ID de cliente' },
  } satisfies Record<System, Record<string, string>>,
  recognised: (system: string, pieces: readonly string[]) => `Se reconoció para ${system}: ${pieces.join(', ')}.`,
  needed: (field: string) => `Aún falta: ${field}.`,
  complete: 'No falta nada.',
  test: 'Probar',
  notThat: '¿No es eso? Elige otra cosa abajo.',
  /** `others`: what could be told is not of one system. */
  several: 'Puede ser más de una cosa. ¿Cuál es?',
  choice: (system: string, pieces: readonly string[]) => `${system}: ${pieces.join(', ')}`,
  none: {
    unknown: 'No se reconoció. Elige qué quieres escuchar, y ponlo en su campo.',
    half: 'Es la mitad de un archivo .creds: falta su semilla. Elige el archivo entero.',
    long: 'Es demasiado largo para ser algo de eso.',
  },
};
