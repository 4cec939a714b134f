import type { FirstTopic, Readers } from './vocabulary.ts';

/** Where the words of all other topics are: the inbox need not wait for as much as the list of them. */
export const LATER_READERS: Omit<Readers, FirstTopic> = {
  keys: {
    en: async () => (await import('../src/shared/words/en/window-keys.ts')).keyGroups,
    es: async () => (await import('../src/shared/words/es/window-keys.ts')).keyGroups,
    zh: async () => (await import('../src/shared/words/zh/window-keys.ts')).keyGroups,
  },
  troubles: {
    en: async () => (await import('../src/shared/words/en/troubles.ts')).troubles,
    es: async () => (await import('../src/shared/words/es/troubles.ts')).troubles,
    zh: async () => (await import('../src/shared/words/zh/troubles.ts')).troubles,
  },
  connections: {
    en: async () => (await import('../src/shared/words/en/window-connections.ts')).connections,
    es: async () => (await import('../src/shared/words/es/window-connections.ts')).connections,
    zh: async () => (await import('../src/shared/words/zh/window-connections.ts')).connections,
  },
  form: {
    en: () => import('../src/shared/words/en/window-form.ts'),
    es: () => import('../src/shared/words/es/window-form.ts'),
    zh: () => import('../src/shared/words/zh/window-form.ts'),
  },
  paste: {
    en: async () => (await import('../src/shared/words/en/window-paste.ts')).paste,
    es: async () => (await import('../src/shared/words/es/window-paste.ts')).paste,
    zh: async () => (await import('../src/shared/words/zh/window-paste.ts')).paste,
  },
  settings: {
    en: async () => (await import('../src/shared/words/en/window-settings.ts')).settings,
    es: async () => (await import('../src/shared/words/es/window-settings.ts')).settings,
    zh: async () => (await import('../src/shared/words/zh/window-settings.ts')).settings,
  },
  delivery: {
    en: async () => (await import('../src/shared/words/en/window-delivery.ts')).deliverySettings,
    es: async () => (await import('../src/shared/words/es/window-delivery.ts')).deliverySettings,
    zh: async () => (await import('../src/shared/words/zh/window-delivery.ts')).deliverySettings,
  },
  data: {
    en: async () => (await import('../src/shared/words/en/window-data.ts')).dataSettings,
    es: async () => (await import('../src/shared/words/es/window-data.ts')).dataSettings,
    zh: async () => (await import('../src/shared/words/zh/window-data.ts')).dataSettings,
  },
  about: {
    en: async () => (await import('../src/shared/words/en/window-about.ts')).aboutSettings,
    es: async () => (await import('../src/shared/words/es/window-about.ts')).aboutSettings,
    zh: async () => (await import('../src/shared/words/zh/window-about.ts')).aboutSettings,
  },
  stories: {
    en: async () => (await import('../src/shared/words/en/window-stories.ts')).stories,
    es: async () => (await import('../src/shared/words/es/window-stories.ts')).stories,
    zh: async () => (await import('../src/shared/words/zh/window-stories.ts')).stories,
  },
  welcome: {
    en: () => import('../src/shared/words/en/window-welcome.ts'),
    es: () => import('../src/shared/words/es/window-welcome.ts'),
    zh: () => import('../src/shared/words/zh/window-welcome.ts'),
  },
  alerts: {
    en: async () => (await import('../src/shared/words/en/alerts.ts')).alerts,
    es: async () => (await import('../src/shared/words/es/alerts.ts')).alerts,
    zh: async () => (await import('../src/shared/words/zh/alerts.ts')).alerts,
  },
};
