import type { NoticeWords } from '../bell/notices.ts';
import { possibleActions } from '../bell/offers.ts';
import type { Clock } from '../shared/clock.ts';
import type { Verb } from '../shared/alert.ts';
import type { NoticeAction } from '../shared/notice.ts';
import type { Settings } from '../shared/settings.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import { say, sayDigest } from '../shared/words/say.ts';

export interface NoticeWordsParts {
  clock: Clock;
  locale: string;
  catalogue(): Catalogue;
  settings(): Settings;
}

/** What takes thought is not offered on a small button that comes and goes. */
const IN_THE_WINDOW: readonly Verb[] = ['cancel'];

/** Words and buttons of native notifications, by the language and the privacy level of the moment. */
export function noticeWords({ clock, locale, catalogue, settings }: NoticeWordsParts): NoticeWords {
  const options = () => ({ privacy: settings().privacy, locale, now: clock.now() });
  return {
    alert(alert) {
      const { title, body } = say(alert, catalogue(), options());
      return { title, body };
    },
    digest: (digest) => sayDigest(digest.tally(), digest.lead()?.alert, catalogue(), options()),
    actions(alert) {
      const words = catalogue().desktop;
      return [
        ...possibleActions(alert, undefined, clock.now()).filter((verb) => !IN_THE_WINDOW.includes(verb)).map((verb): NoticeAction => {
          const action = { key: verb, label: words.verbs[verb] };
          return verb === 'reply' ? { ...action, reply: { placeholder: words.replyPlaceholder } } : action;
        }),
        { key: 'markRead', label: words.markRead },
      ];
    },
  };
}
