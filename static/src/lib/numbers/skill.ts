/** What a mark says of the pictures that were not asked, in words: the same on every page. */

import { t } from '../texts';
import '../common_texts';
import { FEW } from './few';
import { computeInterval, includesChance } from './intervals';

/** How many of as many other pictures would be right, unless they are few; whether guessing does as well. */
export function describeSkill(correct: number, total: number, classes = 0): string {
  const [a, b] = computeInterval(correct, total);
  const guessed = classes > 0 && includesChance(correct, total, classes);
  if (total < FEW) return guessed ? describeGuess(total) : '';
  return t(guessed ? 'realSkillGuess' : 'realSkill', { m: total, a, b });
}

/** A test in which guessing would do as well, in a word. */
export const describeGuess = (total: number) => t(total < FEW ? 'tooFewTested' : 'asGuessing');
