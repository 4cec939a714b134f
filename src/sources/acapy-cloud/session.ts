import type { Road as AlertRoad } from '../../shared/alert.ts';
import type { TopicState } from '../../shared/connection.ts';
import { createBackground } from '../background.ts';
import type { SessionEvents, Stay } from '../life.ts';
import { paced } from '../paced.ts';
import type { SourceDeps } from '../source.ts';
import type { Place } from './address.ts';
import type { DecodeContext } from './context.ts';
import { createLabels } from './labels.ts';
import { createRest } from './rest.ts';
import type { Road, RoadEvents } from './road.ts';
import { openRoads, type RoadMemory } from './roads.ts';

/** One stay with a CloudAPI: its roads, from opening the first to the end of all. */
export interface Session extends Stay {
  /** Undefined until a road is open. */
  topics(): TopicState[] | undefined;
}

/** Opens the roads once it is known that we may; labels are looked up for what comes over any of them. */
export function openSession(deps: SourceDeps, place: Place, memory: RoadMemory, events: SessionEvents): Session {
  const { clock, connection, network, sink } = deps;
  const { identity } = place;
  const abort = new AbortController();
  const { track, idle } = createBackground({ system: 'acapy-cloud', log: deps.log, isOver: () => over, fail: (trouble) => fail(trouble) });
  let road: Road | undefined;
  let ending: Promise<void> | undefined;
  let over = false;

  const labels =
    place.tenant &&
    createLabels({
      clock,
      rest: createRest(network, place.tenant, abort.signal),
      amend(key, amendment) {
        sink.deliver({ identity, items: [{ type: 'amend', key, amendment }] }).catch((error: unknown) => {
          deps.log('acapy-cloud: a label was not journaled', { error: String(error) });
        });
      },
      track,
    });
  const topicsChanged = paced(clock, sink.topicsChanged);
  const finish = (): void => {
    over = true;
    topicsChanged.stop();
    sink.topicsChanged();
    labels?.stop();
    abort.abort(new Error('the connection ended'));
    ending = road?.end();
  };
  const fail: SessionEvents['ended'] = (trouble) => {
    if (over) return;
    finish();
    events.ended(trouble);
  };

  const context = (alertRoad: AlertRoad): DecodeContext => ({
    identity,
    connectionId: connection.id,
    now: clock.now(),
    road: alertRoad,
    ofGroup: place.options.walletId === '*',
  });

  const roadEvents: RoadEvents = {
    ...events,
    ended: fail,
    topicsChanged: () => void (over ? undefined : topicsChanged.ask()),
    told: (decoded) => labels?.want(decoded),
  };

  const run = async (): Promise<void> => {
    const forbidden = await sink.identify(identity);
    if (over) return;
    if (forbidden !== undefined) fail(forbidden);
    else road = openRoads({ ...deps, place, context, memory }, roadEvents);
  };
  track(run());

  return {
    topics: () => road?.topics(),
    wake: () => road?.wake(),
    async end() {
      if (!over) finish();
      await ending;
      await idle();
    },
  };
}
