import { paragraph, stopped } from './phrases.ts';

/** What a first start says: the welcome, the first ring, the sample data. */
export const welcome = {
  title: 'Suena cuando ocurre algo en tus ventas y compras',
  lead: 'Tradebell escucha tu nodo de OpenBazaar, tu OmiseGO eWallet, tu billetera acapy-cloud o tu app de Doshii, y espera tranquilo en la bandeja del sistema.',
  points: [
    { title: 'Ventas, pagos, reembolsos', text: 'Quién, qué y cuánto, en el momento en que ocurre.' },
    { title: 'Disputas, plazos, aprobaciones', text: 'Con el tiempo que queda, antes de que se acabe.' },
    { title: 'Nada se pierde', text: 'Lo que ocurrió en tu ausencia te espera en la bandeja.' },
  ],
  start: 'Añadir tu primera conexión',
  startHint: 'Lleva menos de un minuto: pega lo que tengas.',
  look: 'Explorar con datos de ejemplo',
  privacy: {
    keyring: 'Las contraseñas se quedan en tu llavero. Nada sale de este equipo, salvo hacia tu propio nodo o billetera.',
    none: 'Las contraseñas se olvidan al cerrar Tradebell, porque este sistema no tiene llavero. Nada sale de este equipo, salvo hacia tu propio nodo o billetera.',
    plain: 'Las contraseñas se guardan en un archivo sin cifrar, como aceptaste. Nada sale de este equipo, salvo hacia tu propio nodo o billetera.',
  },
};

/** After the first connection was added: does it hear, does it ring. */
export const firstRing = {
  title: 'Añadida. ¿Suena?',
  listens: (name: string) => paragraph(stopped(`Conectado con ${name}`), 'Desde ahora sonará cuando ocurra algo allí.'),
  waits: (name: string) => `Conectando con ${name}…`,
  reads: (name: string) => `Leyendo lo que hubo en ${name} hasta ahora. Eso no hace sonar nada.`,
  failed: (name: string) => paragraph(stopped(`Aún no se pudo llegar a ${name}`), 'Abajo dice qué pasa.'),
  ring: 'Hacer una prueba',
  ringAgain: 'Probar otra vez',
  ringHelp: 'Aparece una notificación, como aparecerá con una venta.',
  rung: 'Tu escritorio la aceptó. ¿No viste nada? Mira si tiene activado “no molestar”.',
  silent: 'Tu escritorio no la aceptó. ¿Hay un servicio de notificaciones en marcha? La bandeja se llena de todos modos.',
  toInbox: 'Ir a la bandeja',
};

/** Of the invented alerts that one can look around with. */
export const sample = {
  banner: 'Datos de ejemplo. Nada de esto es real, ni suena, ni llega a nadie.',
  leave: 'Quitar el ejemplo',
  left: 'Se quitaron los datos de ejemplo',
  titleMark: 'Datos de ejemplo',
  connections: { shop: 'Tienda de ejemplo', wallet: 'Billetera de ejemplo', identity: 'Identidad de ejemplo', venue: 'Locales de ejemplo' },
  people: { buyer: 'Lucía Ferrer', second: 'Tomás Ibarra', payer: 'Andrés Quiroga', follower: 'Librería El Muelle', verifier: 'Biblioteca Municipal' },
  items: { mug: 'Taza de gres', spoon: 'Cuchara de nogal', scarf: 'Bufanda de lana', lunch: 'Pad thai, té helado' },
  venue: 'Café del Puerto',
  account: 'Alfarería del Puerto',
  messages: {
    question: '¡Hola! ¿Podrías enviarla mejor a mi hermana, en Oporto? Le encantaría abrir el paquete ella misma.',
    thanks: 'Gracias, llegó esta mañana. En persona me gusta aún más que en las fotos.',
  },
};
