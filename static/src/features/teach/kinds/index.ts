/** The kinds of teaching, in the order of their tabs. */

import { find } from './find';
import { hands } from './hands';
import { motion } from './motion';
import { nextWord } from './next_word';
import type { TeachKind } from './part';
import { pictures } from './pictures';
import { sounds } from './sounds';
import { text } from './text';

export const KINDS: readonly TeachKind[] = [pictures, find, hands, sounds, text, motion, nextWord];
