/** What a mark says of the pictures that were not asked, in words: the same on every page. */

import { t } from '../texts';
import '../common_texts';
import { computeInterval, includesChance } from './intervals';

/** How many of as many pictures like these would be right, and whether guessing among `classes` does as well. */
export function describeSkill(correct: number, total: number, classes = 0): string {
  const [a, b] = computeInterval(correct, total);
  const guessed = classes > 0 && includesChance(correct, total, classes);
  return t(guessed ? 'realSkillGuess' : 'realSkill', { m: total, a, b });
}
