import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOGUES } from '../../../../src/shared/words/catalogue.ts';
import * as watches from '../../../../renderer/connections/systems/cloud-watch.ts';
import { PathPart, SubjectPart, TopicState, Watch } from '../../../../src/shared/connection.ts';
import { fakeClouds, fakeHeard } from '../../fake-cloud.ts';

const { standing } = watches;
const words = CATALOGUES.en.window;

test('what may be part of a watch is what the contract says', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.constantFrom('.', '..', '...', 'a.b', 'a b', '*', 'a>', 'a/b', '50%', 'x'.repeat(200), 'x'.repeat(201), 'x'.repeat(301), 'done\n'));
  fc.assert(
    fc.property(text, (part) => {
      expect(watches.isSubjectPart(part)).toBe(SubjectPart.safeParse(part).success);
      expect(watches.isPathPart(part)).toBe(PathPart.safeParse(part).success);
    }),
    { numRuns: 500 }
  );
});

test('every preset is made of standing watches that the contract takes and that no doubt is about', () => {
  for (const watch of Object.values(watches.PRESETS).flat()) {
    expect(Watch.safeParse(watch).success).toBe(true);
    expect(watches.isStanding(watch)).toBe(true);
    expect(watches.doubtOf(watch)).toBeUndefined();
  }
});

test('every documented state and preset has words', () => {
  for (const state of Object.values(watches.STATES).flat()) expect(Object.keys(words.detail.cloudStates)).toContain(state);
  expect(Object.keys(CATALOGUES.en.window.form.cloud.watches.presets).sort()).toEqual([...watches.PRESET_NAMES].sort());
});

test('the documents’ eleven topics are offered, basic messages by the name that they come under', () => {
  const documented = ['basic-message', 'connections', 'credentials', 'credentials_indy', 'credentials_ld', 'endorsements', 'issuer_cred_rev', 'oob', 'problem_report', 'proofs', 'revocation'];
  expect(watches.CLOUD_TOPICS).toEqual(expect.arrayContaining(documented));
  expect(watches.CLOUD_TOPICS).not.toContain('basic-messages');
});

describe('a preset', () => {
  test('is ticked where all of its watches are there, and unticking takes them away', () => {
    const on = watches.withPreset([], 'revocations', true);
    expect(on).toHaveLength(2);
    expect(watches.isOn(on, 'revocations')).toBe(true);
    expect(watches.isOn(on.slice(1), 'revocations')).toBe(false);
    expect(watches.withPreset(on, 'revocations', false)).toEqual([]);
    expect(watches.withPreset(on, 'revocations', true)).toHaveLength(2);
  });
  test('that is ticked in half shows what is there as a watch of one’s own', () => {
    const [half] = watches.withPreset([], 'revocations', true);
    expect(watches.ownOf([half!])).toEqual([half]);
    expect(watches.ownOf([...watches.FIRST_WATCHES, standing('oob', 'done')])).toEqual([standing('oob', 'done')]);
  });
});

describe('what is typed as a watch', () => {
  test('is trimmed, and the plural of basic-message put right', () => {
    expect(watches.watchOf(standing(' basic-messages ', 'received'))).toEqual({ ok: true, watch: standing('basic-message', 'received'), corrected: true });
  });
  test('may have spaces, dots and colons in the value of a field', () => {
    const typed = { topic: 'connections', field: 'their_public_did', fieldId: 'did:sov:a.b c', state: 'completed' };
    expect(watches.watchOf(typed)).toEqual({ ok: true, watch: typed, corrected: false });
  });
  test.each<[Partial<Watch>, string]>([
    [{ topic: '' }, 'noTopic'],
    [{ topic: 'proofs.>' }, 'badTopic'],
    [{ state: '' }, 'noState'],
    [{ state: 'two words' }, 'badState'],
    [{ state: '*' }, 'badState'],
    [{ field: '' }, 'noField'],
    [{ field: '..' }, 'badField'],
    [{ fieldId: ' ' }, 'noFieldId'],
    [{ fieldId: 'a/b' }, 'badFieldId'],
    [{ fieldId: 'a\u0000b' }, 'badFieldId'],
  ])('%j is refused: %s', (part, problem) => {
    expect(watches.watchOf({ topic: 'proofs', field: 'proof_id', fieldId: 'x', state: 'done', ...part })).toEqual({ ok: false, problem });
  });
});

test('what servers may not know is doubted, not refused', () => {
  expect(watches.doubtOf(standing('proofs', 'request-received'))).toBeUndefined();
  expect(watches.doubtOf(standing('proofs', 'finished'))).toBe('state');
  expect(watches.doubtOf(standing('invented', 'done'))).toBe('topic');
  expect(watches.doubtOf(standing('toString', 'done'))).toBe('topic');
  expect(watches.doubtOf(standing('problem_report', 'done'))).toBe('never');
  expect(watches.doubtOf(standing('credentials_ld', 'whatever'))).toBeUndefined();
});

test('what a connection says that it listens to is read back', () => {
  const [both] = fakeClouds(0);
  const heard = fakeHeard(both!, 'joined', 'joined');
  for (const each of heard) expect(TopicState.safeParse(each).success).toBe(true);
  expect(heard.map(({ topic }) => watches.heardOn(topic)?.road)).toEqual(['nats', 'waypoint', 'waypoint', 'waypoint', 'waypoint']);
  const watch = { topic: 'connections', field: 'their_label', fieldId: 'Old Harbour: 100', state: 'completed' };
  expect(watches.heardOn(`waypoint:${Object.values(watch).map(encodeURIComponent).join('/')}`)).toEqual({ road: 'waypoint', watch });
  expect(watches.heardOn('waypoint:cut%2/off')).toBeUndefined();
  expect(watches.heardOn('account:acc_1')).toBeUndefined();
});
