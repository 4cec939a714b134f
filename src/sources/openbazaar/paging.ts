/** A pass over a list that the node gives newest first. */
export interface Pass<Row> {
  page(offsetId: string | undefined): Promise<Row[]>;
  idOf(row: Row): string | undefined;
  pageSize: number;
  /** Told each page; answers whether the pass has gone far enough. */
  enough(rows: readonly Row[], all: readonly Row[]): boolean;
  /** However far the list goes, no more than this. */
  maxRows: number;
}

export interface Collected<Row> {
  /** Newest first. */
  rows: Row[];
  /** `enough`: it went as far as was wanted; `end`: the list is over; `limit`: it was given up. */
  ended: 'enough' | 'end' | 'limit';
}

/** Reads page after page. A server that repeats itself ends the pass, instead of keeping it busy for good. */
export async function collect<Row>(pass: Pass<Row>): Promise<Collected<Row>> {
  const rows: Row[] = [];
  const seen = new Set<string>();
  let offset: string | undefined;
  for (;;) {
    const page = await pass.page(offset);
    const fresh = page.filter((row) => {
      const id = pass.idOf(row);
      return id !== undefined && !seen.has(id);
    });
    for (const row of fresh) seen.add(pass.idOf(row) ?? '');
    rows.push(...fresh);
    if (pass.enough(fresh, rows)) return { rows, ended: 'enough' };
    offset = page.map(pass.idOf).findLast((id) => id !== undefined);
    if (page.length < pass.pageSize || fresh.length === 0 || offset === undefined) return { rows, ended: 'end' };
    if (rows.length >= pass.maxRows) return { rows, ended: 'limit' };
  }
}
