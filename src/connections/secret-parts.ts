import type { z } from 'zod';
import { CloudSecret, DoshiiSecret } from '../shared/connection.ts';
import type { System } from '../shared/system.ts';
import { CLOUD_PARTS } from './cloud-parts.ts';
import { DOSHII_PARTS } from './doshii-parts.ts';
import type { SecretPart, Where } from './secret-part.ts';

type Values = Readonly<Partial<Record<string, string | undefined>>>;

interface PartedSecret {
  format: z.ZodType<Values>;
  parts: readonly SecretPart[];
}

/** The systems whose secret has parts; that of the others is one text. */
const PARTED: Partial<Record<System, PartedSecret>> = {
  'acapy-cloud': { format: CloudSecret, parts: CLOUD_PARTS },
  doshii: { format: DoshiiSecret, parts: DOSHII_PARTS },
};

export function hasParts({ system }: Pick<Where, 'system'>): boolean {
  return PARTED[system] !== undefined;
}

/** Whether all of the kept secret goes where it went, as what it was. So it does where it has no parts. */
export function keepsParts(draft: Where, before: Where): boolean {
  const isOfNoUse = (part: SecretPart): boolean => part.goesTo(draft) === undefined && part.goesTo(before) === undefined;
  return partsOf(draft).every((part) => isOfNoUse(part) || staysWhere(part, draft, before));
}

/** Whether it signs in to anything. */
export function needsParts(where: Where): boolean {
  return partsOf(where).some((part) => isNeeded(part, where));
}

/** Whether a part is missing that it has to sign in with. */
export function lacksParts(where: Where, secret: string | undefined): boolean {
  const there = valuesOf(where.system, secret);
  return partsOf(where).some((part) => isNeeded(part, where) && (there[part.name] ?? '') === '');
}

/** Whether there may be parts in the kept secret that what was typed leaves as they are. */
export function leavesParts(draft: Where, typed: string | undefined, before: Where): boolean {
  const fresh = valuesOf(draft.system, typed);
  return partsOf(draft).some((part) => fresh[part.name] === undefined && staysWhere(part, draft, before));
}

/**
 * What was typed, with those parts of the kept secret that go to the same servers as what they were, and still have the part that they
 * belong to. A part that was typed empty is removed. Undefined where nothing is left.
 */
export function mergedParts(draft: Where, typed: string | undefined, before?: Where, kept?: string): string | undefined {
  const [fresh, old] = [valuesOf(draft.system, typed), valuesOf(draft.system, kept)];
  const merged: Record<string, string> = {};
  for (const part of partsOf(draft)) {
    if (part.goesTo(draft) === undefined) continue;
    const { name, belongsTo } = part;
    const stays = before !== undefined && staysWhere(part, draft, before);
    const isWithItsOwn = belongsTo === undefined || merged[belongsTo]?.trim() === old[belongsTo]?.trim();
    const value = fresh[name] ?? (stays && isWithItsOwn ? old[name] : undefined);
    if (value !== undefined && value !== '') merged[name] = value;
  }
  return Object.keys(merged).length === 0 ? undefined : JSON.stringify(merged);
}

/** What in it must not be written down, piece by piece: a server may repeat one without the others. */
export function piecesOfSecret(where: Pick<Where, 'system'>, secret: string | undefined): string[] {
  const values = valuesOf(where.system, secret);
  const pieces = partsOf(where).flatMap(({ name, writtenAs }) => {
    const value = values[name];
    if (value === undefined) return [];
    // What was pasted with a line break is sent, and so repeated, without it.
    const sent = value.trim();
    return [value, sent, ...writtenAs(sent)];
  });
  return [...new Set(pieces)].filter((piece) => piece !== '');
}

function partsOf({ system }: Pick<Where, 'system'>): readonly SecretPart[] {
  return PARTED[system]?.parts ?? [];
}

/** Whether whoever is shown this part was shown it before, as the same. */
function staysWhere(part: SecretPart, draft: Where, before: Where): boolean {
  const [goes, went] = [part.goesTo(draft), draft.system === before.system ? part.goesTo(before) : undefined];
  return goes !== undefined && went !== undefined && goes.every((place) => went.includes(place));
}

function isNeeded(part: SecretPart, where: Where): boolean {
  return part.optional !== true && part.goesTo(where) !== undefined;
}

/** What is no such secret lets nobody in: it is as if nothing were kept, and asked for anew. */
function valuesOf(system: System, secret: string | undefined): Values {
  if (secret === undefined) return {};
  const read = PARTED[system]?.format.safeParse(jsonOf(secret));
  return read?.success === true ? read.data : {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
