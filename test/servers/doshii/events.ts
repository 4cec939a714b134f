/** Everything that this socket is known to tell (doshii.md, "Events"), with the SDK's own misspelling. */
export const EVENTS = [
  'order_created',
  'order_updated',
  'order_preprocess',
  'transaction_created',
  'transaction_updated',
  'booking_created',
  'booking_updated',
  'checkin_created',
  'checkin_updated',
  'ckeckin_updated',
  'checkin_deleted',
  'loyalty_checkin_created',
  'loyalty_checkin_updated',
  'loyalty_checkin_deleted',
  'points_redemption',
  'reward_redemption',
  'card_activate',
  'card_enquiry',
  'location_subscription',
  'location_hours_updated',
  'app_store_status_updated',
  'app_menu_updated',
  'app_menu_item_updated',
  'menu_updated',
  'table_created',
  'table_updated',
  'table_removed',
  'table_deleted',
  'table_bulk_updated',
] as const;
export type EventName = (typeof EVENTS)[number];

/** How a frame is built: `{type, data}` and `{event, data}` as the help pages print them, `{emit: [name, data]}` as clients parse it. */
export const SHAPES = ['type', 'event', 'emit'] as const;
export type Shape = (typeof SHAPES)[number];

/** Fields as they go over the wire. */
export type Row = Readonly<Record<string, unknown>>;

/** The text of a frame that tells of an event, known or not. */
export function frameOf(event: string, data: Row, shape: Shape): string {
  if (shape === 'emit') return JSON.stringify({ emit: [event, data] });
  return JSON.stringify({ [shape]: event, data });
}

/** The server's heartbeat: a `ping`, or the answer to one; `nested` as the document shows it. */
export function heartbeatOf(word: 'ping' | 'pong', ms: number, nested: boolean): string {
  const doshii = { [word]: ms, version: '3.2.4' };
  return JSON.stringify(nested ? { data: { doshii } } : { doshii });
}
