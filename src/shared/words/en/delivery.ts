import { upper } from './phrases.ts';

/** What is said around an alert that rings once more. `left`: how long until its deadline. */
export const delivery = {
  reminder: (title: string, left: string): string =>
    title.toLowerCase().includes(left.toLowerCase()) ? `Reminder: ${title}` : `${upper(left)} left: ${title}`,
  snoozed: (title: string): string => `Snoozed: ${title}`,
};
