import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AppState, Bridge, ConnectionView, Place, Request } from '../src/shared/bridge.ts';
import type { Clock, Stop } from '../src/shared/clock.ts';
import type { Settings } from '../src/shared/settings.ts';
import { tongueOf } from '../src/shared/words/language.ts';
import type { Tongue } from '../src/shared/words/language.ts';
import { createInboxStore } from './inbox/inbox-store.ts';
import type { InboxStore } from './inbox/inbox-store.ts';
import { createSpeech } from './speech.ts';
import type { Speech } from './speech.ts';
import { createDates } from './ui/time.ts';
import type { Menu } from './ui/menu.ts';
import type { Dates } from './ui/time.ts';

export type View = 'inbox' | 'chats' | 'connections' | 'settings';

/** What of a connection's form somebody was sent to. */
export type FormPart = 'signIn' | 'topics';

/** A short word at the bottom that goes by itself; with a way back where there is one. */
export interface Toast {
  text: string;
  undo?: () => void;
}

/** All that the window knows, and what it can ask for. */
export interface Model {
  readonly bridge: Bridge;
  readonly clock: Clock;
  readonly speech: Speech;
  readonly dates: Dates;
  readonly inbox: InboxStore;
  readonly view: ReadonlySignal<View>;
  /** Undefined until first told. */
  readonly app: ReadonlySignal<AppState | undefined>;
  readonly settings: ReadonlySignal<Settings | undefined>;
  readonly connections: ReadonlySignal<readonly ConnectionView[] | undefined>;
  /** The connection that is edited, `new` for one to come. */
  readonly editing: ReadonlySignal<string | undefined>;
  /** The part of its form that it was opened for. */
  readonly part: ReadonlySignal<FormPart | undefined>;
  /** The connection that the window was sent to look at. */
  readonly pointed: ReadonlySignal<string | undefined>;
  /** The very first connection, until its owner has seen that it rings. */
  readonly first: ReadonlySignal<string | undefined>;
  readonly toast: ReadonlySignal<Toast | undefined>;
  readonly menu: ReadonlySignal<Menu | undefined>;
  /** What a screen reader is told next. */
  readonly said: ReadonlySignal<string>;
  /** True after a call that the main process could not answer, until all is asked for again. */
  readonly trouble: ReadonlySignal<boolean>;
  go(view: View): void;
  edit(id: string | undefined, part?: FormPart): void;
  /** Shows the connections, this one in sight. */
  point(id: string | undefined): void;
  /** Shows the first connection that was added, and how to hear it ring. */
  begin(id: string): void;
  show(toast: Toast | undefined): void;
  /** A word that is pointed at or has the focus stays. */
  holdToast(held: boolean): void;
  openMenu(menu: Menu | undefined): void;
  say(text: string): void;
  change(patch: Request<'settings.change'>): Promise<void>;
  /** Asks for everything again. */
  reload(): void;
  /** Runs a call whose failure is told by a banner; answers whether it was done. */
  attempt(task: () => Promise<unknown>): Promise<boolean>;
  stop: Stop;
}

const TOAST_STAYS = 8_000;

/** Joins the window's state to the bridge, and asks for what it starts with. `spoken`: of the window, where that speaks already. */
export function createModel(bridge: Bridge, clock: Clock, spoken?: Speech): Model {
  const view = signal<View>('inbox');
  const app = signal<AppState | undefined>(undefined);
  const settings = signal<Settings | undefined>(undefined);
  const connections = signal<readonly ConnectionView[] | undefined>(undefined);
  const editing = signal<string | undefined>(undefined);
  const part = signal<FormPart | undefined>(undefined);
  const pointed = signal<string | undefined>(undefined);
  const first = signal<string | undefined>(undefined);
  const toast = signal<Toast | undefined>(undefined);
  const menu = signal<Menu | undefined>(undefined);
  const said = signal('');
  const trouble = signal(false);
  const speech = spoken ?? createSpeech(wantedTongue(app, trouble));
  const dates = computed(() => createDates(speech.tongue.value?.locale));
  let stopToast: Stop = () => {};
  const fail = (error: unknown): void => {
    reportError(error);
    trouble.value = true;
  };
  const inbox = createInboxStore(bridge, clock, fail);

  async function attempt(task: () => Promise<unknown>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  }

  function reload(): void {
    trouble.value = false;
    void attempt(async () => {
      app.value = await bridge.call('app.state');
    });
    void attempt(async () => {
      settings.value = await bridge.call('settings.get');
    });
    void attempt(async () => {
      connections.value = await bridge.call('connections.list');
    });
    inbox.refresh();
  }

  function point(id: string | undefined): void {
    editing.value = undefined;
    pointed.value = id;
    view.value = 'connections';
  }

  function goTo(place: Place): void {
    if (place.view === 'connections') return point(place.id);
    view.value = 'inbox';
    if (place.view === 'alert') inbox.open(place.id, { reply: place.reply ?? false, ask: place.ask });
    else if (place.unread === true) inbox.change({ unread: true });
    else if (place.category !== undefined) inbox.change({ category: place.category });
  }

  const stops = [
    bridge.on('journal.changed', () => inbox.refresh()),
    bridge.on('connections.changed', (list) => {
      connections.value = list;
    }),
    bridge.on('app.changed', (state) => {
      app.value = state;
    }),
    bridge.on('settings.changed', (now) => {
      settings.value = now;
    }),
    bridge.on('go', goTo),
  ];
  reload();

  function letToastGo(): void {
    stopToast();
    stopToast = clock.after(TOAST_STAYS, () => {
      toast.value = undefined;
    });
  }

  return {
    bridge,
    clock,
    speech,
    get dates() {
      return dates.value;
    },
    inbox,
    view,
    app,
    settings,
    connections,
    editing,
    part,
    pointed,
    first,
    toast,
    menu,
    said,
    trouble,
    go(next) {
      editing.value = undefined;
      pointed.value = undefined;
      view.value = next;
      // Whoever goes on has seen it.
      if (next !== 'connections') first.value = undefined;
    },
    edit(id, at) {
      part.value = at;
      editing.value = id;
    },
    point,
    begin(id) {
      first.value = id;
      point(undefined);
    },
    show(next) {
      stopToast();
      toast.value = next;
      if (next === undefined) return;
      said.value = next.text;
      letToastGo();
    },
    holdToast(held) {
      if (held) stopToast();
      else if (toast.peek() !== undefined) letToastGo();
    },
    openMenu(next) {
      menu.value = next;
    },
    say(text) {
      said.value = text;
    },
    async change(patch) {
      await attempt(async () => {
        settings.value = await bridge.call('settings.change', patch);
      });
    },
    attempt,
    reload,
    stop() {
      stopToast();
      inbox.stop();
      for (const stop of stops) stop();
    },
  };
}

/** As the main process says; as the page itself knows it where that could not answer. The same object as long as it is the same tongue. */
function wantedTongue(app: ReadonlySignal<AppState | undefined>, trouble: ReadonlySignal<boolean>): ReadonlySignal<Tongue | undefined> {
  const told = computed(() => app.value ?? (trouble.value ? tongueOf('system', { languages: navigator.languages, locale: navigator.language }) : undefined));
  const language = computed(() => told.value?.language);
  const locale = computed(() => told.value?.locale);
  return computed(() => (language.value === undefined || locale.value === undefined ? undefined : { language: language.value, locale: locale.value }));
}

const Context = createContext<Model | undefined>(undefined);
export const ModelProvider = Context.Provider;

export function useModel(): Model {
  const model = useContext(Context);
  if (model === undefined) throw new Error('There is no model above this component.');
  return model;
}
