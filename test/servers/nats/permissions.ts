import { EVENTS_STREAM, EVENTS_SUBJECT } from './subjects.ts';

/** What a user may publish to and subscribe to; what is not said is not limited. */
export interface Permissions {
  readonly publish?: { readonly allow?: readonly string[]; readonly deny?: readonly string[] };
  readonly subscribe?: { readonly allow?: readonly string[]; readonly deny?: readonly string[] };
}

/**
 * Sets of permissions that are met:
 * - `no-consumers`: may read the stream's state and single messages, and not create any consumer, durable or ordered;
 * - `subscribe-only`: may subscribe to events, and ask JetStream nothing;
 * - `other-subjects`: may do neither, but talk about something else;
 * - `nothing`: may connect.
 */
export const PERMISSIONS = {
  all: {},
  'no-consumers': {
    publish: { deny: ['$JS.API.CONSUMER.CREATE.>', '$JS.API.CONSUMER.DURABLE.CREATE.>'] },
  },
  'subscribe-only': {
    publish: { deny: ['>'] },
    subscribe: { allow: [EVENTS_SUBJECT, '_INBOX.>'] },
  },
  'other-subjects': {
    publish: { allow: ['weather.>'] },
    subscribe: { allow: ['weather.>', '_INBOX.>'] },
  },
  nothing: { publish: { deny: ['>'] }, subscribe: { deny: ['>'] } },
} as const satisfies Record<string, Permissions>;

export type PermissionSet = keyof typeof PERMISSIONS;

/** May use one consumer that somebody else made, and create none. */
export function onlyConsumer(durable: string): Permissions {
  return {
    publish: {
      allow: [
        '$JS.API.INFO',
        `$JS.API.STREAM.INFO.${EVENTS_STREAM}`,
        `$JS.API.CONSUMER.INFO.${EVENTS_STREAM}.${durable}`,
        `$JS.API.CONSUMER.MSG.NEXT.${EVENTS_STREAM}.${durable}`,
        `$JS.ACK.${EVENTS_STREAM}.${durable}.>`,
      ],
    },
    subscribe: { allow: ['_INBOX.>'] },
  };
}

/** The permissions of a set, or those given. */
export function permissionsOf(wanted: PermissionSet | Permissions): Permissions {
  return typeof wanted === 'string' ? PERMISSIONS[wanted] : wanted;
}

/** Whether anything is limited. */
export function isLimited(permissions: Permissions): boolean {
  return permissions.publish !== undefined || permissions.subscribe !== undefined;
}
