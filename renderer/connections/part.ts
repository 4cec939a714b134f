import type { Trouble } from '../../src/shared/connection.ts';
import type { FormPart } from '../model.ts';
import type { FieldName, Problem } from './fields.ts';

/** What the shared form gives to the parts that each system has of its own. */
export interface PartProps<F> {
  fields: F;
  /** The user changed something: what was said about the form before does not hold any more. */
  change(next: F): void;
  /** The same content in a better form. */
  settle(next: F): void;
  wrong(name: FieldName): string | undefined;
  /** Shows a problem in its field. */
  point(problem: Problem): void;
  /** A certificate has to be looked at before anything goes to this address. */
  onCertificate(trouble: Trouble, url: string): void;
  /** The secret that is kept will do. */
  keeps: boolean;
  secretHint: string;
  /** What the form was opened for. */
  part: FormPart | undefined;
}
