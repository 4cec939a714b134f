import type { Alert } from '../../shared/alert.ts';
import type { PeerProfile } from './profile.ts';

/** What one frame turned out to be. */
export type Decoded = DecodedAlert | State | Answer | Ignored;

export interface DecodedAlert {
  type: 'alert';
  alert: Alert;
}

/** What is so for now; nothing that a person must know. */
export type State =
  | { type: 'state'; what: 'walletUpdate' | 'publishing' | 'published' | 'status' | 'reply' }
  | { type: 'state'; what: 'typing' | 'messageRead'; peerId: string; subject?: string; messageId?: string };

/**
 * What the node knows of a peer (nothing, where `profile` is absent), for whoever asked with this id. Not to be trusted where the id is
 * not ours.
 */
export interface Answer {
  type: 'profile';
  id: string;
  peerId: string;
  profile?: PeerProfile;
}

export interface Ignored {
  type: 'ignored';
  /** For diagnostics and replay: why it says nothing. */
  reason: string;
}

export function ignored(reason: string): Ignored {
  return { type: 'ignored', reason };
}
