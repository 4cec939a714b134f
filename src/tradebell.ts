import path from 'node:path';
import { createBell } from './bell.ts';
import { createOutages, type Outages } from './bell/outages.ts';
import { createConnections } from './connections.ts';
import { needsSecret } from './connections/drafts.ts';
import { startApp } from './desktop/app.ts';
import { hasSessionBus, openBus } from './desktop/bus.ts';
import { answerTo } from './desktop/command-line-answer.ts';
import type { Wish } from './desktop/command-line.ts';
import { desktopKeyring } from './desktop/desktop-keyring.ts';
import { heedsItself, linuxDoNotDisturb } from './desktop/do-not-disturb.ts';
import { aboutHandlers } from './desktop/about-handlers.ts';
import { createDoorway, type Doorway } from './desktop/doorway.ts';
import { dataHandlers } from './desktop/data/data-handlers.ts';
import { desktopFacts, ownNames, versionsOf } from './desktop/data/desktop-facts.ts';
import { fileDialogs } from './desktop/data/file-dialogs.ts';
import { createFace, type Face, type JournalKeeping } from './desktop/face.ts';
import type { Core } from './desktop/handlers.ts';
import type { Host } from './desktop/host.ts';
import { listenForWakeUps } from './desktop/listen-for-wake-ups.ts';
import { keepLoginItem } from './desktop/login-item.ts';
import { noticeWords } from './desktop/notice-words.ts';
import { desktopNotifier } from './desktop/notifications/desktop-notifier.ts';
import { passwordStore } from './desktop/password-store.ts';
import { watchQuiet } from './desktop/quiet.ts';
import { terminalLanguage } from './desktop/terminal-language.ts';
import { machineTimeZone } from './desktop/time-zone.ts';
import { desktopUpdates } from './desktop/updates.ts';
import { openLog, type Log } from './diagnostics/log.ts';
import { createConnectionRecord } from './diagnostics/record.ts';
import { JournalError, type Journal } from './journal/journal.ts';
import { openJournal, turn, type JournalOptions } from './journal/open-journal.ts';
import { openJournalIn, type NoJournal, type OpenJournal } from './journal/open.ts';
import { createRetention } from './journal/retention.ts';
import { createPictures } from './pictures/pictures.ts';
import { pictureShown, privacyOf } from './policy/preview.ts';
import { soundOf } from './policy/sound.ts';
import type { AppState, Done } from './shared/bridge.ts';
import type { Clock } from './shared/clock.ts';
import { merge } from './shared/merge.ts';
import { CATALOGUES } from './shared/words/catalogue.ts';
import { warmFormats } from './shared/words/formats.ts';
import { tongueOf, tonguesOf } from './shared/words/language.ts';
import { searchText } from './shared/words/search-text.ts';
import { SOURCES } from './sources/registry.ts';
import { createNetwork } from './transport/create-network.ts';
import { createWake, ownAddresses } from './transport/wake.ts';
import { deleteMarked, markForDeletion } from './vault/delete-all.ts';
import { createSafeStorage } from './vault/safe-storage.ts';
import { openSettings } from './vault/settings.ts';
import { openVault } from './vault/vault.ts';
import { builtInHomepage, type Feed } from './updates/feed.ts';
import type { OwnKind } from './updates/release.ts';

/** What a test may bring in place of the machine's own. */
export interface Surroundings {
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
  /** Where a test announces releases, and as which package it takes them. */
  updates?: { feed: Feed; kind: OwnKind } | undefined;
}

type Ending = () => void | Promise<void>;

/** Builds the parts and connects them. Returns at once; everything else follows from events. */
export function runTradebell(host: Host, surroundings: Surroundings): void {
  const { clock } = surroundings;
  const inTerminal = CATALOGUES[terminalLanguage(host.env)].commandLine;
  const answer = answerTo(host.commandLine, host.version, inTerminal);
  if (answer !== undefined) return host.end(answer);
  const wish: Wish = host.commandLine.outcome === 'run' ? host.commandLine.wish : { do: 'usual' };
  const log = openLog({ folder: host.dataFolder, clock, ...(host.dev && { echo: (_level, line) => process.stdout.write(`${line}\n`) }) });
  // It goes on ringing, whatever else is broken.
  host.onFault((error) => log.error('something went wrong that nothing caught', faultOf(error)));
  const endings: Ending[] = [];
  const doorway = createDoorway();
  if (wish.place !== undefined) doorway.open(wish.place);

  const started = startApp({
    platform: host.platform,
    clock,
    passwordStore: passwordStore({ platform: host.platform, env: host.env, hasSessionBus: hasSessionBus(host.env), chosen: host.chosenPasswordStore }),
    log: log.info,
    args: host.args,
    wish,
    open: doorway.open,
    sayNotRunning: () => host.say({ to: 'stdout', text: inTerminal.notRunning }),
    async shutDown() {
      // What was built last leans on what was built before it.
      for (const end of endings.toReversed()) await end();
      await log.flush();
      deleteMarked(host.dataFolder);
    },
  });
  if (!started) return;
  host.ready
    .then(() => compose(host, surroundings, log, endings, doorway, wish))
    .catch((error: unknown) => {
      log.error('Tradebell could not start', faultOf(error));
      const { title, text } = CATALOGUES[tongueOf('system', host.locale()).language].desktop.couldNotStart;
      host.showError(title, text(String(error), host.dataFolder));
      host.quit();
    });
}

function faultOf(error: unknown): Record<string, unknown> {
  return { error: String(error), ...(error instanceof Error && { stack: error.stack }) };
}

async function compose(
  host: Host,
  { clock, random, updates: instead }: Surroundings,
  log: Log,
  endings: Ending[],
  doorway: Doorway,
  wish: Wish
): Promise<void> {
  const folder = host.dataFolder;
  /** What is not there from the start: the journal waits for its key, and everything that needs it waits for the journal. */
  const state: { core?: Core; face?: Face; outages?: Outages; opened?: OpenJournal | NoJournal; disk?: AppState['journal'] | undefined } = {};

  if (deleteMarked(folder)) log.info('everything that was kept is deleted, as was asked for before the last end');
  const settings = openSettings({ folder, clock });
  const spoken = tonguesOf(host.locale());
  const tongue = () => spoken(settings.get().language);
  const catalogue = () => CATALOGUES[tongue().language];
  const locale = () => tongue().locale;
  const bus = openBus({ address: undefined, clock });
  endings.push(() => bus.close());
  const vault = openVault({
    folder,
    cipher: createSafeStorage(host.platform),
    keyring: desktopKeyring({ host, bus, log: log.info }),
    settings,
    clock,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    onSecret: log.hide,
  });
  endings.push(() => vault.close());
  const notifier = desktopNotifier({ host, bus, clock, log: log.info, openLabel: () => catalogue().desktop.open });
  endings.push(() => notifier.close());
  const network = createNetwork(clock, host.resolveProxy);
  endings.push(() => network.close());
  const pictures = createPictures({
    clock,
    kept: (id) => state.core?.journal.picture(id),
    keep: async (id, type, bytes) => state.core?.journal.keepPicture(id, type, bytes),
    fetch: (identity, ref, maxBytes) => state.core?.connections.picture(identity, ref, maxBytes) ?? Promise.reject(new Error('no connection is at work yet')),
    log: log.info,
  });

  const timeZone = machineTimeZone();
  const doNotDisturb = host.platform === 'linux' ? linuxDoNotDisturb(bus, () => quiet.look()) : heedsItself;
  endings.push(() => doNotDisturb.close());
  const quiet = watchQuiet({
    settings,
    clock,
    zone: timeZone,
    desktopQuiet: doNotDisturb.on,
    changed(now) {
      state.core?.bell.quietChanged(now !== undefined);
      state.face?.tellApp();
    },
  });
  endings.push(() => quiet.close());

  host.registerLinks();
  const loginItem = host.loginItem({ name: catalogue().desktop.app, comment: catalogue().desktop.atLogin });
  endings.push(keepLoginItem({ item: loginItem, settings, log: log.info }));

  const updates = desktopUpdates({ host, clock, random, settings, instead, changed: () => state.face?.tellUpdates(), log: log.info });
  endings.push(() => updates.close());

  const record = createConnectionRecord(clock);
  const face = createFace({
    host,
    clock,
    tongue,
    vault,
    notifier,
    pictures,
    catalogue,
    quiet: quiet.current,
    zone: timeZone.current,
    core: () => state.core,
    journal: keepingOf(state),
    log: log.info,
    hide: log.hide,
    updates,
    about: aboutHandlers({ host, updates, packageKind: updates.kind, homepage: builtInHomepage() }),
    data: (of) =>
      dataHandlers({
        ...of,
        core: () => state.core,
        settings,
        dialogs: fileDialogs(host.documents),
        clock,
        turn,
        catalogue,
        locale,
        version: host.version,
        newId: () => crypto.randomUUID(),
        record,
        versions: () => versionsOf(host),
        desktopFacts: () => desktopFacts(host, bus, vault.state()),
        own: () => ownNames(host),
        hideSecrets: log.mask,
        needsSecret,
        deleteAll() {
          // What starts at login is kept by the desktop.
          settings.change({ atLogin: false });
          markForDeletion(folder);
          host.quit();
        },
        log: log.info,
      }),
  });
  endings.push(() => face.close());
  state.face = face;
  doorway.opensWith(face.open);
  endings.push(
    vault.onChange(() => {
      face.tellApp();
      face.tellConnections();
    })
  );

  const ofJournal = { merge, searchText, clock, trouble: (error: unknown) => log.warn('the journal met trouble', { error: String(error) }) };
  const opened = await openJournalIn({ folder: path.join(folder, 'journal'), keys: vault.journalKeys, ...ofJournal });
  state.opened = opened;
  if ('error' in opened) log.error('the journal could not be opened', { state: opened.state, error: String(opened.error) });
  const journal = 'journal' in opened ? opened.journal : journalInMemory(opened, ofJournal);
  endings.push(() => journal.close());

  const bell = createBell({
    journal,
    notifier,
    clock,
    words: noticeWords({ clock, locale, catalogue, settings: settings.get }),
    rules(connectionId) {
      const { rules, connections } = settings.get();
      const own = connections.find((connection) => connection.id === connectionId)?.rules ?? {};
      return { app: rules, connection: own, quiet: quiet.current() };
    },
    sound(category) {
      const { sound, sounds } = settings.get();
      return soundOf(category, { app: sound, categories: sounds });
    },
    async picture(alert) {
      const ref = pictureShown(alert, privacyOf(settings.get(), alert.connectionId));
      return ref === undefined ? undefined : (await pictures.get(alert.identity, ref))?.bytes;
    },
    open(id, { reply, ask, activationToken }) {
      face.open(id === undefined ? { view: 'inbox', unread: true } : { view: 'alert', id, ...(reply === true && { reply }), ...(ask !== undefined && { ask }) }, activationToken);
    },
    act: async (alert, verb, text) => (await state.core?.connections.act(alert, verb, text)) ?? { ...UNREACHABLE, outcome: 'not-done' },
    reread: async (alert) => (await state.core?.connections.reread(alert)) ?? UNREACHABLE,
    newToken: () => crypto.randomUUID(),
    wereRead: (alerts) => state.core?.connections.markRead(alerts),
    diskTrouble(code) {
      if (state.disk === code) return;
      state.disk = code;
      face.tellApp();
    },
  });
  endings.push(() => bell.close());

  const outages = createOutages({ clock, journal, deliver: bell.deliver, log: log.info });
  endings.push(() => outages.close());
  const wake = createWake({
    clock,
    addresses: ownAddresses,
    /** Timers stood still meanwhile, the clock may have been set, and the machine may be elsewhere. */
    wake() {
      timeZone.lookAgain();
      quiet.look();
      updates.woke();
      bell.woke();
      outages.woke();
      state.core?.connections.wake();
    },
  });
  const connections = createConnections({
    settings,
    secrets: vault,
    systems: SOURCES,
    network,
    clock,
    random,
    newId: () => crypto.randomUUID(),
    bell,
    watermarks: journal.watermarks,
    log: log.info,
    hide: log.hide,
    mask: log.mask,
    record,
    changed() {
      wake.waiting(connections.list().some(({ state: { phase } }) => phase === 'waiting'));
      state.outages?.look(connections.list());
      face.tellConnections();
    },
  });
  const retention = createRetention({ journal, clock, keepDays: () => settings.get().keepDays, log: log.info });
  endings.push(() => retention.close(), settings.onChange(retention.look));
  state.core = { journal, bell, connections };
  endings.push(() => connections.stop(), wake.stop, listenForWakeUps({ host, clock }, wake.signal), journal.onChange(face.tellJournal));

  bell.quietChanged(quiet.current() !== undefined);
  quiet.look();
  await bell.takeUp();
  state.outages = outages;
  connections.start();
  face.tellApp();
  face.tellConnections();
  face.tellJournal([]);
  doorway.alertsAreThere();
  // A first start that only put an icon somewhere would look like nothing; some desktops do not even show it.
  if (settings.get().connections.length === 0 && wish.do === 'usual' && !host.startedAtLogin()) face.open({ view: 'inbox' });
  log.info('Tradebell is up', { version: host.version, platform: host.platform, journal: opened.state, keyring: vault.state() });
  // Every language a search finds words in, and the user's own way of writing numbers.
  for (const each of new Set([locale(), ...Object.keys(CATALOGUES)])) await warmFormats(each, clock.now(), turn);
}

const UNREACHABLE = { ok: false, trouble: { code: 'unreachable' } } as const satisfies Done;

/** Without a journal alerts still ring, from memory, and the tray says why; but nothing final is done that could not be noted for good. */
function journalInMemory({ state }: NoJournal, options: Omit<JournalOptions, 'file'>): Journal {
  const refused = (): Promise<never> => Promise.reject(new JournalError(state));
  return { ...openJournal({ file: ':memory:', ...options }), intend: refused };
}

function keepingOf(state: { opened?: OpenJournal | NoJournal; disk?: AppState['journal'] | undefined }): JournalKeeping {
  const open = (): OpenJournal | undefined => (state.opened !== undefined && 'journal' in state.opened ? state.opened : undefined);
  return {
    state() {
      if (state.disk !== undefined) return state.disk;
      if (state.opened === undefined) return 'opening';
      return 'replaced' in state.opened ? 'replaced' : state.opened.state;
    },
    setAside: () => open()?.setAside() ?? [],
    retry: async (file) => (await open()?.retry(file)) ?? 'unreadable',
    deleteSetAside: (file) => open()?.deleteSetAside(file),
  };
}
