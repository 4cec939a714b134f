import type { Alert } from '../shared/alert.ts';
import type { Privacy, Settings } from '../shared/settings.ts';

/** What notifications of a connection may show: what it says itself, else what the app says. */
export function privacyOf({ privacy, connections }: Pick<Settings, 'privacy' | 'connections'>, connectionId: string | undefined): Privacy {
  return connections.find(({ id }) => id === connectionId)?.privacy ?? privacy;
}

/** The picture beside an alert's words, which may say no more than they do: of what is traded, of who it is, or none. */
export function pictureShown({ picture, actor }: Pick<Alert, 'picture' | 'actor'>, privacy: Privacy): string | undefined {
  switch (privacy) {
    case 'all':
      return picture ?? actor?.picture;
    case 'who':
      return actor?.picture;
    case 'nothing':
      return undefined;
  }
}
