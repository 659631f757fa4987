/** What the server says about one picture of a test (`sunmao/server/routes/explanation.py`). */

import type { Box } from '../../../components/image_overlay';

export type { CoveredAnswer, Explanation, ExplanationAnswer, NearestAnswer, NearestPicture } from '../../../lib/types';

/** One thing of a picture: label is what is explained, box where. */
export interface LabThing {
  label: string;
  box: Box;
}

export interface ClassScore {
  label: string;
  score: number;
}

/**
 * model: the file that was asked; tested: whether it is the one of the test. heat: the picture in colors, null where
 * nothing in it speaks for the answer. Of one thing: said is '' where nothing is found, which is so below the
 * confidence `least`.
 */

/** What helps against a mistake. */
export type Remedy = 'more' | 'label' | 'leave';
