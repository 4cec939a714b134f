import type { LanguageChoice } from '../../languages.ts';
import type { Privacy, TextSize, Theme } from '../../settings.ts';
import { LANGUAGE_NAMES } from '../names-of-languages.ts';
import { when } from './phrases.ts';

/** What Settings say. */
export const settings = {
  title: 'Ajustes',
  appearance: 'Apariencia',
  language: 'Idioma',
  /** Each as those who speak it call it. */
  languages: { system: 'Del sistema', ...LANGUAGE_NAMES } satisfies Record<LanguageChoice, string>,
  theme: 'Tema',
  themes: { system: 'Del sistema', light: 'Claro', dark: 'Oscuro' } satisfies Record<Theme, string>,
  textSize: 'Tamaño del texto',
  textSizes: { normal: 'Normal', large: 'Grande', larger: 'Muy grande' } satisfies Record<TextSize, string>,
  notifications: 'Notificaciones',
  privacy: 'Una notificación muestra',
  privacies: { all: 'Todo', who: 'Quién, pero no qué', nothing: 'Solo que ocurrió algo' } satisfies Record<Privacy, string>,
  privacyHelp: 'Para pantallas que otros pueden ver. La bandeja siempre muestra todo.',
  test: 'Mostrar una notificación de prueba',
  testShown: 'Tu escritorio la aceptó. Si no viste nada, mira si tiene activado “no molestar”.',
  testFailed: 'Tu escritorio no la aceptó. ¿Hay un servicio de notificaciones en marcha?',
  rules: 'Qué suena',
  storage: 'Almacenamiento',
  keyring: 'Contraseñas',
  keyrings: {
    asking: 'Preguntando a tu llavero…',
    ready: 'Se guardan en el llavero de tu sistema.',
    none: 'En este sistema no hay llavero. Las contraseñas se guardan hasta que se cierre Tradebell.',
    locked: 'Tu llavero está bloqueado. Las contraseñas no se pueden leer hasta que se abra.',
    plain: 'Se guardan en un archivo sin cifrar, como aceptaste. Quien pueda leer tus archivos puede leerlas.',
  },
  allowPlain: 'Guardar las contraseñas en un archivo sin cifrar',
  allowPlainHelp: 'Así no tienes que escribirlas en cada inicio. Quien pueda leer tus archivos, o una copia de ellos, puede leer las contraseñas.',
  journal: 'Avisos',
  journals: {
    opening: 'La bandeja se está abriendo.',
    encrypted: 'Se guardan cifrados en este equipo.',
    plain: 'Se guardan en un archivo sin cifrar que solo tu usuario puede leer, porque no hay llavero que guarde una clave.',
    full: 'El disco está lleno. Los avisos nuevos suenan, pero solo se guardan en la memoria.',
    'read-only': 'No se puede escribir en el disco. Los avisos nuevos suenan, pero solo se guardan en la memoria.',
    broken: 'La bandeja no se puede abrir. Los avisos nuevos suenan, pero solo se guardan en la memoria.',
    replaced: 'La bandeja anterior no se pudo abrir. Se apartó, y empezó una nueva.',
  },
  setAside: 'Bandejas anteriores que no se pudieron abrir',
  setAsideHelp: 'Un archivo suele poder abrirse de nuevo cuando vuelve el llavero con el que se creó.',
  setAsideFrom: (at: string) => `Apartada ${when(at)}`,
  deleteFile: 'Eliminar',
  deleteTitle: '¿Eliminar esta bandeja anterior?',
  deleteHelp: 'Sus avisos se pierden para siempre.',
  deleted: 'Eliminada',
  reopened: 'Abierta de nuevo: sus avisos están en la bandeja',
  retryFailed: {
    'key-lost': 'Su clave no está en tu llavero. Si tienes otro llavero, ábrelo y vuelve a intentarlo.',
    unreadable: 'Sigue sin poder abrirse: su clave es otra, o el archivo está dañado.',
    damaged: 'El archivo está dañado.',
  },
};
