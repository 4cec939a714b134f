import { isRecord } from '../../wire/record.ts';
import { theOne } from './filter.ts';
import { isNoSuchCall } from './refusals.ts';
import type { Rest } from './rest.ts';

/** The consumption as the server has it now; undefined where it has no call that gives it. Rejects as Rest does. */
export async function fetchConsumption(rest: Pick<Rest, 'consumption' | 'consumptions'>, id: string): Promise<unknown> {
  try {
    return await rest.consumption(id);
  } catch (error) {
    if (!isNoSuchCall(error)) throw error;
  }
  try {
    const { rows } = await rest.consumptions(1, theOne(id));
    // Servers that ignore the filter answer with others.
    return rows.find((row) => isRecord(row) && row['id'] === id);
  } catch (error) {
    if (isNoSuchCall(error)) return undefined;
    throw error;
  }
}
