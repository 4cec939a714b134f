/** Tradebell's own sounds, each a file in assets/sounds (scripts/sounds.mjs). */
export const OWN_SOUNDS = ['bell', 'chime', 'knock'] as const;
export type OwnSound = (typeof OWN_SOUNDS)[number];

/** What a notification may be heard by: the desktop's sound, where it has one for notifications, one of ours, or nothing. */
export const SOUNDS = ['desktop', ...OWN_SOUNDS, 'none'] as const;
export type Sound = (typeof SOUNDS)[number];

/** Whether it is one that we bring. */
export function isOwnSound(sound: Sound): sound is OwnSound {
  return OWN_SOUNDS.some((own) => own === sound);
}
