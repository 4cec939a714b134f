/** One measured figure, with what it stands against. */
export interface Figure {
  /** What was measured, for people. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'µs' | 'MB' | 'kB' | '/s' | 'timers' | 'requests';
  /** The same measured of something to compare with, in the same run. */
  readonly against?: { readonly name: string; readonly value: number };
  /** Of the value itself, or of its ratio to what it stands against. */
  readonly aim?: { readonly most: number } | { readonly mostRatio: number } | { readonly leastRatio: number };
  /** What else a reader must know: spread, first time, what is part of it. */
  readonly note?: string;
}

/** Figures of one part, under its name. */
export interface Part {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

/** As it goes to the file: with ratios and verdicts worked out. */
export function asData({ name, title, seconds, figures }: Part): object {
  return {
    name,
    title,
    seconds: rounded(seconds),
    figures: figures.map((figure) => ({
      ...figure,
      value: rounded(figure.value),
      ...(figure.against && { against: { ...figure.against, value: rounded(figure.against.value) }, ratio: rounded(ratioOf(figure) ?? 0) }),
      ...(figure.aim && { met: isMet(figure) }),
    })),
  };
}

/** A table for people: a line for each figure under the title of its part, and below it what else is to be known of it. */
export function asTable(parts: readonly Part[]): string {
  const head: Row = ['', 'Measured', 'Against', 'Ratio', 'Aim'];
  const all = parts.map(({ title, figures }) => ({ title, rows: figures.map((figure) => ({ row: rowOf(figure), note: figure.note })) }));
  const widths = head.map((_, column) => Math.max(...[head, ...all.flatMap(({ rows }) => rows.map(({ row }) => row))].map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string => row.map((cell, column) => aligned(cell, widths[column] ?? 0, column)).join('  ').trimEnd();
  const lines = all.flatMap(({ title, rows }) => [
    '',
    title,
    ...rows.flatMap(({ row, note }) => [line(row), ...(note === undefined || note === '' ? [] : [`      ${note}`])]),
  ]);
  return [line(head), ...lines].join('\n');
}

type Row = readonly [string, string, string, string, string];

function rowOf(figure: Figure): Row {
  const { name, value, unit, against, aim } = figure;
  return [
    `  ${name}`,
    said(value, unit),
    against === undefined ? '' : `${against.name}: ${said(against.value, unit)}`,
    against === undefined ? '' : `${number(ratioOf(figure) ?? 0)} ×`,
    aim === undefined ? '' : `${limitOf(aim, unit)}: ${isMet(figure) ? 'met' : 'NOT MET'}`,
  ];
}

function limitOf(aim: NonNullable<Figure['aim']>, unit: Figure['unit']): string {
  if ('leastRatio' in aim) return `over ${number(aim.leastRatio)} ×`;
  return `under ${'most' in aim ? said(aim.most, unit) : `${number(aim.mostRatio)} ×`}`;
}

const NUMBERS = [1, 3];

function aligned(cell: string, width: number, column: number): string {
  return NUMBERS.includes(column) ? cell.padStart(width) : cell.padEnd(width);
}

function ratioOf({ value, against }: Figure): number | undefined {
  return against === undefined ? undefined : value / against.value;
}

function isMet(figure: Figure): boolean {
  const { value, aim } = figure;
  if (aim === undefined) return false;
  if ('most' in aim) return value < aim.most;
  const ratio = ratioOf(figure);
  if (ratio === undefined) return false;
  return 'mostRatio' in aim ? ratio < aim.mostRatio : ratio > aim.leastRatio;
}

function said(value: number, unit: Figure['unit']): string {
  return unit === '/s' ? `${number(value)}/s` : `${number(value)} ${unit}`;
}

/** Three digits that count. */
function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.max(3, String(Math.trunc(Math.abs(value))).length) });
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
