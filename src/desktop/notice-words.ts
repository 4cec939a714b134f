import type { NoticeWords } from '../bell/notices.ts';
import { possibleActions } from '../bell/offers.ts';
import { privacyOf } from '../policy/preview.ts';
import type { Clock } from '../shared/clock.ts';
import type { Again } from '../shared/alarm.ts';
import type { Alert, Verb } from '../shared/alert.ts';
import type { NoticeAction } from '../shared/notice.ts';
import type { Settings } from '../shared/settings.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import { say, sayDeadline, sayDigest } from '../shared/words/say.ts';

export interface NoticeWordsParts {
  clock: Clock;
  locale(): string;
  catalogue(): Catalogue;
  settings(): Settings;
}

/** What takes thought is not offered on a small button that comes and goes. */
const IN_THE_WINDOW: readonly Verb[] = ['cancel'];

/** Words and buttons of native notifications, by the language and the privacy level of the moment. */
export function noticeWords({ clock, locale, catalogue, settings }: NoticeWordsParts): NoticeWords {
  /** By what its connection may show, else by what the app may; several are told of by their lead. */
  const options = (alert: Alert | undefined) => ({ privacy: privacyOf(settings(), alert?.connectionId), locale: locale(), now: clock.now() });
  return {
    alert(alert, again) {
      const { title, body } = say(alert, catalogue(), options(alert));
      return { title: again === undefined ? title : titleAgain(title, alert, again), body };
    },
    digest(digest) {
      const lead = digest.lead()?.alert;
      return sayDigest(digest.tally(), lead, catalogue(), options(lead));
    },
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

  function titleAgain(title: string, alert: Alert, again: Again): string {
    const { delivery } = catalogue();
    if (again === 'snoozed' || alert.deadlineAt === undefined) return delivery.snoozed(title);
    return delivery.reminder(title, sayDeadline(alert.deadlineAt, catalogue(), { locale: locale(), now: clock.now() }).left);
  }
}
