import type { Direction, Kind, Role } from '../alert.ts';
import type { System } from '../system.ts';

/**
 * What a sentence about an alert may use, formatted for the reader already. Everything may be missing (not known, or hidden by the privacy
 * level), so each sentence must hold without it.
 */
export interface Facts {
  kind: Kind;
  system: System;
  role?: Role;
  /** Name of whoever it is about. */
  who?: string;
  /** The same at the beginning of a sentence: a name as its owner writes it, what we call somebody without a name with a capital. */
  whoFirst?: string;
  /** Title of what is traded, whole. */
  item?: string;
  /** The same, short enough for a title. */
  shortItem?: string;
  /** The beginning of the order's or case's id, for where there is no item to name it by. */
  shortId?: string;
  /** The owner's own name for it. */
  reference?: string;
  /** Which of our accounts it is about, by name. */
  account?: string;
  /** Without sign. */
  amount?: string;
  /** What is given for it in another token. */
  exchanged?: string;
  /** Which way money goes, or would go, as we see it; undefined where that is not known. */
  direction?: Direction;
  /** Whether it is about an order at all. */
  ofOrder: boolean;
  own: boolean;
  /** The money moved, whatever the status says. */
  moved: boolean;
  text?: string;
  /** The system's own word for how far it is. */
  status?: string;
  /** Whether what was shown could be verified. */
  verified?: boolean;
  /** The system's own name for what happened, where the kind is `unknown`. */
  type?: string;
  deadline?: Deadline;
  /** From when to when something may have been missed: `14:02`, with the date where it is not today. */
  gap?: { from: string; to: string };
  /** When it is for: `7:30 PM`, with weekday and date where it is not today. */
  due?: Due;
  /** At which tables, as the venue calls them. */
  tables?: string;
  /** For how many people. */
  covers?: number;
  /** Whether `who` is no person, but an app that acts for one (Doshii). */
  byApp: boolean;
  /** Whether privacy hides what was said and traded. */
  hidden: boolean;
}

export interface Deadline {
  over: boolean;
  /** `24 Dec, 14:00`; today only `14:00`. */
  at: string;
  /** `3 days`. */
  left: string;
}

export interface Due {
  over: boolean;
  today: boolean;
  at: string;
}

/** A title and a body, plain text. */
export interface Words {
  title: string;
  body: string;
}
