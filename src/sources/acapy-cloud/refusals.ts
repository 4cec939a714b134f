import type { Trouble } from '../../shared/connection.ts';
import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { plainLine } from '../../wire/text.ts';

const MAX_DETAIL = 200;

/** What a refusal of CloudAPI means (acapy-cloud.md, "Waypoint"). `otherwise`: what any server would mean by it. */
export function troubleOfRefusal(status: number, body: string, otherwise: Trouble): Trouble {
  const said = detailOf(body);
  const detail = `HTTP ${status}${said === undefined ? '' : `: ${said}`}`;
  if ((status === 401 || status === 403) && said === 'Not authenticated') return { code: 'no-api-key', detail };
  if (status === 401) return { code: 'unknown-role', detail };
  if (status === 403) return { code: 'wrong-wallet', detail };
  if (status === 404) return { code: 'wrong-path', detail };
  if (status === 422) return { code: 'bad-watch', detail };
  return { ...otherwise, detail };
}

/** FastAPI's `detail`: a text, or a list of what is wrong with which parameter. */
export function detailOf(body: string): string | undefined {
  const answer = readJson(body);
  const detail = isRecord(answer) ? (answer['detail'] ?? answer['error'] ?? answer['message']) : undefined;
  const texts = (Array.isArray(detail) ? detail : [detail]).map((one: unknown) => plainLine(isRecord(one) ? one['msg'] : one, MAX_DETAIL));
  return plainLine(texts.filter((one) => one !== undefined).join('; '), MAX_DETAIL);
}

/** Parsed; undefined for what is no JSON: a proxy's page. */
export function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
