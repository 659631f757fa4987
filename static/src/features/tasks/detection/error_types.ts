/**
 * What can become of an answer or a thing, and how it looks: a sign beside the color, which some eyes cannot tell
 * apart.
 */

import type { Key } from '../../../lib/texts';
import type { MarkKind } from '../../../lib/types';
import '../../evaluation/texts';

interface Look {
  name: Key;
  help: Key;
  sign: string;
  /**
   * Seen on light and dark pictures with a dark edge around it; the order of brightness repeats none (Okabe and Ito
   * 2002, brightened).
   */
  color: string;
}

export const ERROR_TYPES: Record<MarkKind, Look> = {
  right: { name: 'kindRight', help: 'kindRightText', sign: '✓', color: '#3ddc97' },
  wrong: { name: 'kindWrong', help: 'kindWrongText', sign: '≠', color: '#ffb000' },
  misplaced: { name: 'kindMisplaced', help: 'kindMisplacedText', sign: '↔', color: '#5cb8ff' },
  twice: { name: 'kindTwice', help: 'kindTwiceText', sign: '++', color: '#e99bf2' },
  imagined: { name: 'kindImagined', help: 'kindImaginedText', sign: '?', color: '#ff7a59' },
  missed: { name: 'kindMissed', help: 'kindMissedText', sign: '!', color: '#fff04d' },
};
export const ORDER = Object.keys(ERROR_TYPES) as MarkKind[];
