import type { Kind, Role } from '../alert.ts';

/**
 * What a sentence about an alert may use, formatted for the reader already. Everything may be missing (not known, or hidden by the privacy
 * level), so each sentence must hold without it.
 */
export interface Facts {
  kind: Kind;
  role?: Role;
  /** Name of whoever it is about. */
  who?: string;
  /** Title of what is traded, whole. */
  item?: string;
  /** The same, short enough for a title. */
  shortItem?: string;
  /** The beginning of the order's or case's id; only where there is no item to name it by. */
  reference?: string;
  /** Without sign. */
  amount?: string;
  /** Whether money went out; undefined where that is not known. */
  outgoing?: boolean;
  /** Whether it is about an order at all. */
  ofOrder: boolean;
  own: boolean;
  text?: string;
  /** The wallet's word for how far a transaction is. */
  status?: string;
  /** The system's own name for what happened, where the kind is `unknown`. */
  type?: string;
  deadline?: Deadline;
  /** Whether privacy hides what was said and traded. */
  hidden: boolean;
}

export interface Deadline {
  over: boolean;
  /** `24 Dec, 14:00`. */
  at: string;
  /** `3 days`. */
  left: string;
}

/** A title and a body, plain text. */
export interface Words {
  title: string;
  body: string;
}
