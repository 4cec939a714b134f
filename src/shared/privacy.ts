/** What a notification may show on a screen that others see. */
export const PRIVACIES = ['all', 'who', 'nothing'] as const;
export type Privacy = (typeof PRIVACIES)[number];
