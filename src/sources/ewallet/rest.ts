import { z } from 'zod';
import type { FinalVerb } from '../../shared/alert.ts';
import type { Trouble } from '../../shared/connection.ts';
import { troubleOfStatus } from '../../transport/errors.ts';
import { type HttpResponse, type Network, NetworkError } from '../../transport/network.ts';
import { parseJson, writeJson } from '../../wire/json.ts';
import { flag, maybe, text } from '../../wire/maybe.ts';
import { isRecord } from '../../wire/record.ts';
import { plainLine } from '../../wire/text.ts';
import type { Place } from './address.ts';
import type { WalletError } from './decoded.ts';
import { type MatchAny, PER_PAGE } from './filter.ts';
import { Refusal } from './refusals.ts';

const CALL_MS = 15_000;
/** A page of a hundred consumptions, with all that hangs on each, is half a megabyte. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_WORDS = 400;

/** The user that signed in. */
export interface Me {
  id: string;
  name?: string;
}

export interface ConsumptionPage {
  /** As they are, newest first. */
  rows: unknown[];
  isLast: boolean;
}

/**
 * The calls of a wallet's HTTP API that Tradebell uses (ewallet.md, "HTTP"). All reject with NetworkError: a Refusal where the server said
 * no, `not-a-node` where the answer is none of a wallet's; or with the signal's reason.
 */
export interface Rest {
  /** Refused as `unauthorized` where we are an access key: then the keys are fine. */
  me(timeoutMs?: number): Promise<Me>;
  /** For the access keys of servers before June 2018, to which `me.get` is closed: answered where the keys are fine (v1/router.ex). */
  settings(timeoutMs?: number): Promise<void>;
  /** Admin only. All that there are, where nothing is asked for by `matchAny`. */
  consumptions(page: number, matchAny: MatchAny | undefined, timeoutMs?: number): Promise<ConsumptionPage>;
  /** Admin only. */
  consumption(id: string): Promise<unknown>;
  /** Answers the consumption as it is afterwards. */
  decide(verb: FinalVerb, id: string): Promise<unknown>;
  signIn(login: { email: string; password: string }): Promise<unknown>;
  signInCode(code: { passcode: string } | { backup_code: string }): Promise<unknown>;
  signOut(): Promise<void>;
}

const User = z.object({
  id: z.string().min(1).max(250),
  full_name: text,
  calling_name: text,
  username: text,
  email: text,
  provider_user_id: text,
});

const List = z.object({ data: z.array(z.unknown()), pagination: maybe(z.object({ is_last_page: flag })) });

/** HTTP calls to one place, until the signal ends all of them. */
export function createRest(network: Pick<Network, 'request'>, { route, root, api }: Place, signal?: AbortSignal): Rest {
  const call = async (name: string, body: object, timeoutMs = CALL_MS): Promise<unknown> => {
    const request = { method: 'POST', path: `${root}/${name}`, body: writeJson(body), timeoutMs, maxBytes: MAX_BYTES } as const;
    return dataOf(await network.request(route, request, signal), name);
  };

  return {
    async me(timeoutMs) {
      const user = read(User, await call('me.get', {}, timeoutMs), 'me.get');
      const name = [user.full_name, user.calling_name, user.username, user.email, user.provider_user_id]
        .map((known) => plainLine(known, 100))
        .find((known) => known !== undefined);
      return { id: user.id, ...(name === undefined ? {} : { name }) };
    },
    async settings(timeoutMs) {
      await call('get_settings', {}, timeoutMs);
    },
    async consumptions(page, matchAny, timeoutMs) {
      const name = 'transaction_consumption.all';
      const asked = { page, per_page: PER_PAGE, sort_by: 'created_at', sort_dir: 'desc', ...(matchAny && { match_any: matchAny }) };
      const { data, pagination } = read(List, await call(name, asked, timeoutMs), name);
      return { rows: data, isLast: pagination?.is_last_page ?? data.length < PER_PAGE };
    },
    consumption: (id) => call('transaction_consumption.get', { id }),
    decide: (verb, id) => call(api === 'admin' ? `transaction_consumption.${verb}` : `me.${verb}_transaction_consumption`, { id }),
    signIn: (login) => call(api === 'admin' ? 'admin.login' : 'user.login', login),
    signInCode: (code) => call('admin.login_2fa', code),
    async signOut() {
      await call('me.logout', {});
    },
  };
}

function dataOf(answer: HttpResponse, name: string): unknown {
  const { status, body } = answer;
  const envelope = readJson(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  const error = errorIn(envelope);
  if (error !== undefined && status < 500) throw new Refusal(error);
  if (status < 200 || status >= 300) {
    const trouble: Trouble = status === 404 ? { code: 'wrong-path', detail: `HTTP 404 at ${name}` } : troubleOfStatus(status);
    // Turned away, by the server or by what stands before it; after a time-out of either nobody knows.
    const reached = status < 500 && status !== 408 ? 'no' : 'maybe';
    throw new NetworkError(error === undefined ? trouble : { ...trouble, detail: `HTTP ${status}: ${error.description}` }, { reached });
  }
  if (!isRecord(envelope) || envelope['success'] !== true) notAWallet(`${name} answered otherwise than a wallet does`);
  return envelope['data'];
}

function errorIn(envelope: unknown): WalletError | undefined {
  if (!isRecord(envelope) || envelope['success'] !== false || !isRecord(envelope['data'])) return undefined;
  const code = plainLine(envelope['data']['code'], 100);
  return code === undefined ? undefined : { code, description: plainLine(envelope['data']['description'], MAX_WORDS) ?? code };
}

function readJson(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function read<T>(schema: z.ZodType<T>, data: unknown, name: string): T {
  const found = schema.safeParse(data);
  return found.success ? found.data : notAWallet(`${name} lacks what it should hold`);
}

function notAWallet(detail: string): never {
  throw new NetworkError({ code: 'not-a-node', detail });
}
