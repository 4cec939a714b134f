import type { TopicState, Trouble, Watch } from '../../shared/connection.ts';
import { BLOCKING } from '../../shared/trouble-natures.ts';
import { NetworkError, type StreamEnd } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import type { Api, Place } from './address.ts';
import { filterOf, isListed } from './reconcile.ts';
import { troubleOfRefusal } from './refusals.ts';
import { createRest, type Listed } from './rest.ts';
import { nameOf, pathOf } from './watch.ts';

type Deps = Pick<SourceDeps, 'network' | 'clock'>;

/** A 200 proves nothing (acapy-cloud.md): with Waypoint down it is followed by the end at once. */
const STAYS_MS = 1_000;
/** Between the starts of two watches. */
const PACE_MS = 100;
/** What any wallet may be asked, where no watch was chosen yet. */
const ANY: Watch = { topic: 'proofs', field: 'state', fieldId: 'request-received', state: 'request-received' };

/**
 * Asks for all watches as they would be, one soon after the other. How each fared; or the trouble, where none is well, or only a person can
 * help with it.
 */
export async function tryWatches(
  deps: Deps,
  place: Place,
  { watches, ...api }: Api & { watches: readonly Watch[] },
  timeoutMs: number
): Promise<{ trouble: Trouble } | { topics: TopicState[] }> {
  const asked = watches.length === 0 ? [ANY] : watches;
  const fared = await Promise.all(
    asked.map(async (watch, index) => {
      await new Promise<void>((resolve) => (index === 0 ? resolve() : void deps.clock.after(index * PACE_MS, resolve)));
      return tryWatch(deps, place, api, watch, timeoutMs - index * PACE_MS);
    })
  );
  const troubles = fared.filter((trouble) => trouble !== undefined);
  const trouble = troubles.find(({ code }) => code !== 'bad-watch' && BLOCKING.has(code)) ?? troubles[0];
  const isHelpless = trouble !== undefined && trouble.code !== 'bad-watch' && BLOCKING.has(trouble.code);
  if (trouble !== undefined && (isHelpless || troubles.length === fared.length)) return { trouble };
  return { topics: watches.map((watch, index) => ({ topic: nameOf(watch), phase: phaseOf(fared[index]) })) };
}

function phaseOf(trouble: Trouble | undefined): TopicState['phase'] {
  if (trouble === undefined) return 'joined';
  return trouble.code === 'bad-watch' ? 'invalid' : 'errored';
}

/** Asks for one watch, as short as can be. The trouble with it; undefined where it is open, or has said something. */
function tryWatch({ network, clock }: Deps, { options }: Place, { route, root }: Api, watch: Watch, timeoutMs: number): Promise<Trouble | undefined> {
  return new Promise((resolve) => {
    let opened = false;
    const settle = (trouble: Trouble | undefined): void => {
      stopTimer();
      stream.close();
      resolve(trouble);
    };
    let stopTimer = clock.after(timeoutMs, () => settle({ code: 'timeout', detail: `no answer within ${timeoutMs} ms` }));
    const path = pathOf(root, options, watch, 1);
    const stream = network.stream(
      route,
      { path, headMs: timeoutMs, silentMs: timeoutMs },
      {
        open() {
          opened = true;
          stopTimer();
          stopTimer = clock.after(Math.min(STAYS_MS, timeoutMs), () => settle(undefined));
        },
        // An event or a ping; an error of the server behind comes as bare JSON.
        text: (text) => settle(/^\s*\{/.test(text) ? { code: 'server-error', detail: text.trim().slice(0, 200) } : undefined),
        end: (how) => settle(troubleOfEnd(how, opened)),
      }
    );
  });
}

function troubleOfEnd(how: StreamEnd, opened: boolean): Trouble {
  if (how.clean) return { code: 'waypoint-down', detail: 'the stream ended at once' };
  if (how.status !== undefined) return troubleOfRefusal(how.status, how.body ?? '', how.trouble);
  return opened ? { code: 'waypoint-down', ...(how.trouble.detail === undefined ? {} : { detail: how.trouble.detail }) } : how.trouble;
}

/** Whether lists can be had, to fill gaps from. A slow list is one. */
export async function isListedAt({ network }: Deps, { tenant, waypoint }: Place, abandoned: AbortSignal): Promise<boolean> {
  const watch = waypoint?.watches.find(isListed) ?? ANY;
  if (tenant === undefined) return false;
  try {
    const of = watch.topic as Listed;
    await createRest(network, tenant, abandoned).isThere(of, { state: filterOf(of, watch.state) ?? watch.state });
    return true;
  } catch (error) {
    if (abandoned.aborted) return false;
    if (!(error instanceof NetworkError)) throw error;
    return error.trouble.code === 'timeout';
  }
}
