import type { MANAGED_KINDS, MANUAL_KINDS, UPDATE_TROUBLES } from '../../updates.ts';
import { network } from './network.ts';

/** What Settings say about Tradebell itself and its updates. */
export const aboutSettings = {
  title: 'About',
  version: (version: string) => `Tradebell ${version}`,
  licence: 'Free software under the MIT licence.',
  runsOn: 'It runs on',
  licences: 'Licences of what is inside',
  licencesHelp: 'The packages that Tradebell is made with, each with its licence.',
  noLicences: 'This Tradebell runs from its sources, where the licences lie beside each package.',

  updates: {
    title: 'Updates',
    never: 'Nobody has looked for updates since Tradebell was started.',
    newest: (when: string) => `This is the newest release. Last looked: ${when}.`,
    looking: 'Looking for updates…',
    downloading: (version: string, percent: number) => `Tradebell ${version} is being downloaded: ${percent}%.`,
    ready: (version: string) => `Tradebell ${version} is ready. It is installed when you quit.`,
    off: {
      checkout: 'This Tradebell runs from its sources: it is updated with them.',
      'no-feed': 'This Tradebell was built without a place to look for updates. Look for a new one where you got it.',
    },
    managed: {
      deb: 'Updates come with those of your system, by apt.',
      rpm: 'Updates come with those of your system, by dnf or zypper.',
      pacman: 'Updates come with those of your system, by pacman.',
      snap: 'Updates come by themselves, as for all your snaps.',
      flatpak: 'Updates come with those of your flatpaks.',
    } satisfies Record<(typeof MANAGED_KINDS)[number], string>,
    manual: {
      archive: 'An unpacked archive cannot update itself. Unpack a new one in its place; your data stays.',
      portable: 'A portable Tradebell cannot update itself. Put a new one in its place; your data stays.',
    } satisfies Record<(typeof MANUAL_KINDS)[number], string>,
    foundAt: 'New releases are at',
    troubles: {
      unreachable: 'The server for updates could not be reached. Tradebell tries again by itself.',
      unsigned: 'The server offers releases without a signature. Nothing was taken.',
      'wrong-signature': 'What the server offers is not signed by the makers of Tradebell. Nothing was taken. If this stays so, tell them.',
      unreadable: 'The server offers nothing that fits this computer. Nothing was taken.',
      older: 'The server offers an older release than this one. It was not taken.',
      corrupt: 'The download was damaged, and was thrown away. Nothing was changed.',
      'cut-short': 'The download broke off, and was thrown away. Nothing was changed.',
      slow: 'The server for updates stopped answering. Nothing was changed.',
      'not-writable': 'There is an update, but Tradebell may not replace its own file. Move it to a folder of yours, or get the new one yourself.',
      'disk-full': 'There is an update, but the disk is too full for it.',
      failed: 'The update failed. Nothing was changed; the log says more.',
    } satisfies Record<(typeof UPDATE_TROUBLES)[number], string>,
    /** Behind a trouble. */
    at: (when: string) => ` (${when})`,
    look: 'Look for updates',
    restart: 'Restart and install',
    byItself: 'Look for updates by itself',
    byItselfHelp: 'Once a day, quietly. The server sees that somebody at your address asked, and nothing more.',
    proxy: 'Proxy for updates',
    proxies: { system: 'As the system says', none: 'None', own: 'My own' },
    proxyAddress: 'Address of the proxy',
    flaws: network.flaws,
    proxySave: 'Use it',
    proxySaved: 'Updates go by this proxy now.',
  },
};
