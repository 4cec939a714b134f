import { phrasesOf } from '../phrases.ts';

export const { upper, list, stopped, sentence, paragraph } = phrasesOf('en', { stop: '.', gap: ' ' });
