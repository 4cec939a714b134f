import type { Road as AlertRoad } from '../../shared/alert.ts';
import type { CloudOptions, TopicState } from '../../shared/connection.ts';
import type { SourceDeps } from '../source.ts';
import type { Place } from './address.ts';
import type { DecodeContext } from './context.ts';
import { openNatsRoad } from './nats-road.ts';
import { subjectOf } from './nats-consumer.ts';
import type { Road, RoadEvents } from './road.ts';
import { openTwoRoads } from './two-roads.ts';
import { nameOf, normalWatch } from './watch.ts';
import { createWaypointMemory, type WaypointMemory } from './waypoint-memory.ts';
import { openWaypointRoad } from './waypoint-road.ts';

/** What of a connection's roads outlives a stay. */
export interface RoadMemory {
  waypoint: WaypointMemory;
}

export function createRoadMemory(): RoadMemory {
  return { waypoint: createWaypointMemory() };
}

export interface RoadsDeps extends SourceDeps {
  place: Place;
  memory: RoadMemory;
  context(road: AlertRoad): DecodeContext;
}

/** The road of a connection; where there are two, NATS, and Waypoint while NATS is away. */
export function openRoads(deps: RoadsDeps, events: RoadEvents): Road {
  const { identity, options, secret, tenant, waypoint } = deps.place;
  const { nats } = options;
  const overNats = nats && ((said: RoadEvents) => openNatsRoad({ ...deps, identity, wallet: options, nats, secret: secret.nats }, said));
  const overWaypoint =
    waypoint &&
    ((said: RoadEvents) => {
      const standsIn = nats !== undefined;
      return openWaypointRoad({ ...deps, identity, wallet: options, waypoint, tenant, memory: deps.memory.waypoint, standsIn }, said);
    });
  if (overNats !== undefined && overWaypoint !== undefined) {
    const { clock, random } = deps;
    const idle = { main: () => idleNats(options), second: () => idleWatches(options) };
    return openTwoRoads({ clock, random, main: overNats, second: overWaypoint, idle }, events);
  }
  const only = overNats ?? overWaypoint;
  if (only === undefined) throw new TypeError('a connection without a road');
  return only(events);
}

/** Where the topics of a connection stand that is not connected. */
export function idleTopics(options: CloudOptions): TopicState[] {
  return [...idleNats(options), ...idleWatches(options)];
}

function idleNats(options: CloudOptions): TopicState[] {
  return options.nats === undefined ? [] : [{ topic: `nats:${subjectOf(options)}`, phase: 'waiting' }];
}

function idleWatches({ waypoint }: CloudOptions): TopicState[] {
  return (waypoint?.watches ?? []).map((watch) => ({ topic: nameOf(normalWatch(watch)), phase: 'waiting' }));
}
