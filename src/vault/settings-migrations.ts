/** A document as it stands in a file: not yet validated. */
export type Document = Record<string, unknown>;

/** Brings a document of one version to the next; pure. The number that it is filed under is the version it starts from. */
export type Migrations = Readonly<Record<number, (document: Document) => Document>>;

/** Whoever raises `version` in shared/settings.ts adds the step from the old one here. */
export const SETTINGS_MIGRATIONS: Migrations = {
  // English was written down when there was no other language: nobody had chosen it.
  1: (document) => ({ ...document, language: 'system' }),
};

/** Takes every step from the document's version up to `to`. Undefined where a step is missing: such a version never existed. */
export function migrate(document: Document, to: number, migrations: Migrations): Document | undefined {
  const { version } = document;
  if (version === to) return document;
  const step = typeof version === 'number' ? migrations[version] : undefined;
  if (step === undefined || typeof version !== 'number' || version > to) return undefined;
  return migrate({ ...step(document), version: version + 1 }, to, migrations);
}
