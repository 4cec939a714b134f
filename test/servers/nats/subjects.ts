/** The stream of wallet events (acapy-cloud.md, "NATS"). */
export const EVENTS_STREAM = 'cloudapi_aries_events';
/** Its subjects: `cloudapi.aries.events.<group|no_group>.<wallet_id>`. */
export const EVENTS_SUBJECT = 'cloudapi.aries.events.>';

/** Where an event is published. */
export function eventSubject(event: { readonly wallet_id: string; readonly group_id?: string | null }): string {
  return `cloudapi.aries.events.${event.group_id ?? 'no_group'}.${event.wallet_id}`;
}
