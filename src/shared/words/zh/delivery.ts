import { t } from './phrases.ts';

/** What is said around an alert that rings once more. `left`: how long until its deadline. */
export const delivery = {
  reminder: (title: string, left: string): string => (title.includes(left) ? `期限提醒：${title}` : t`还剩${left}：${title}`),
  snoozed: (title: string): string => `再次提醒：${title}`,
};
