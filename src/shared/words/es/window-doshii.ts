/** How far an order, payment, booking or check-in is, by Doshii's own word for it; another one is shown as it came. */
export const doshiiStatuses: Readonly<Record<string, string>> = {
  pending: 'Espera respuesta',
  accepted: 'Aceptado',
  complete: 'Completo',
  rejected: 'Rechazado',
  cancelled: 'Cancelado',
  venue_cancelled: 'Cancelado por el local',
  cust_cancelled: 'Cancelado por el cliente',
  acknowledged: 'Visto por el local',
  requested: 'Solicitado',
  waiting: 'A la espera de hacerse',
};

/** What the facts of a Doshii alert are called. */
export const doshiiDetail = {
  venue: 'Local',
  customer: 'Cliente',
  app: 'App',
  items: 'Artículos',
  total: 'Total',
  due: 'Para',
  /** Of a venue that is closed for a while. */
  until: 'Hasta',
  tables: 'Mesas',
  covers: 'Personas',
  orderNumber: 'Número de pedido',
  bookingNumber: 'Número de reserva',
};

/** What Doshii tells an app at all, for where nothing has come yet. */
export const doshiiQuiet = {
  title: 'Aún no hay pedidos',
  help: 'Doshii solo cuenta a una app los pedidos que ella creó, cambió o pagó, o a los que se suscribió, en los locales a los que está suscrita.',
};
