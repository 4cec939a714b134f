import type { z } from 'zod';
import { plainLine } from '../../wire/text.ts';
import { Profile } from './frames.ts';

/** What is shown of a peer. `name` is free text and not unique. */
export interface PeerProfile {
  peerId: string;
  name?: string;
  handle?: string;
  /** Hash for ob/images. */
  picture?: string;
}

/** A profile (ob/profile, ob/fetchprofiles) of the peer that was asked for; undefined where it is none, or another peer's. */
export function decodeProfile(value: unknown, peerId: string): PeerProfile | undefined {
  const read = Profile.safeParse(value);
  if (!read.success) return undefined;
  const profile: z.infer<typeof Profile> = read.data;
  if (profile.peerID !== undefined && profile.peerID !== peerId) return undefined;
  const name = plainLine(profile.name, 200);
  const handle = handleOf(profile.handle);
  const picture = profile.avatarHashes?.small ?? profile.avatarHashes?.tiny;
  return {
    peerId,
    ...(name === undefined ? {} : { name }),
    ...(handle === undefined ? {} : { handle }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** A handle without the leading @. */
export function handleOf(value: unknown): string | undefined {
  return plainLine(value, 200)?.replace(/^@+\s*/, '') || undefined;
}
