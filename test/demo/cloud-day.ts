import { CONTACTS, type Contact, type SampleCloud } from './cloud.ts';
import type { Act } from './day.ts';

const { university, library } = CONTACTS;

/** A credential is offered. */
export function offers({ cloud }: SampleCloud): Act {
  return {
    say: `A credential: ${university.label} offers one in the identity wallet`,
    play: () => void cloud.credential(from(university)),
    title: `${university.label} offers you a credential`,
    as: 'rings',
  };
}

/** Somebody wants to see a proof. Whether it rings depends on what rang before. */
export function asksForProof({ cloud }: SampleCloud): Act {
  return {
    say: `A proof: ${library.label} asks for one in the identity wallet`,
    play: () => void cloud.proof(from(library)),
    title: `${library.label} asks you for a proof`,
  };
}

/** A message over a connection of the identity wallet. */
export function writes({ cloud }: SampleCloud, content = 'Your diploma is ready. Accept the credential, and it is yours.'): Act {
  return {
    say: `A message: ${university.label} writes`,
    play: () => void cloud.message(from(university, { content })),
    title: `${university.label} wrote`,
  };
}

/** One more thing that may happen in the identity wallet any day, another one each round. */
export function anyTimeInCloud(sample: SampleCloud, round: number): Act {
  switch (round % 3) {
    case 0:
      return asksForProof(sample);
    case 1:
      return writes(sample, 'The office is open until five today.');
    default:
      return offers(sample);
  }
}

function from({ connectionId }: Contact, payload: Readonly<Record<string, unknown>> = {}) {
  return { payload: { connection_id: connectionId, ...payload } };
}
