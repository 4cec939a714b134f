/** How far an order, payment, booking or check-in is, by Doshii's own word for it; another one is shown as it came. */
export const doshiiStatuses: Readonly<Record<string, string>> = {
  pending: 'Waits for an answer',
  accepted: 'Accepted',
  complete: 'Complete',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  venue_cancelled: 'Cancelled by the venue',
  cust_cancelled: 'Cancelled by the customer',
  acknowledged: 'Seen by the venue',
  requested: 'Asked for',
  waiting: 'Waits to be carried out',
};

/** What the facts of a Doshii alert are called. */
export const doshiiDetail = {
  venue: 'Venue',
  customer: 'Customer',
  app: 'App',
  items: 'Items',
  total: 'Total',
  due: 'For',
  /** Of a venue that is closed for a while. */
  until: 'Until',
  tables: 'Tables',
  covers: 'People',
  orderNumber: 'Order number',
  bookingNumber: 'Booking number',
};

/** What Doshii tells an app at all, for where nothing has come yet. */
export const doshiiQuiet = {
  title: 'No orders yet',
  help: 'Doshii tells an app only of orders that it created, updated, paid or subscribed to, at venues that it is subscribed to.',
};
