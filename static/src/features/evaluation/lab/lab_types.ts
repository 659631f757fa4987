/** What the server says about one picture of a test (`sunmao/server/routes/explanation.py`). */

import type { Box } from '../../../components/image_overlay';

/** One thing of a picture: label is what is explained, box where. */
export interface LabThing {
  label: string;
  box: Box;
}

export interface ClassScore {
  label: string;
  score: number;
}

/** image: the picture without what the model looked at. changed: the model says something else then. */
export interface CoveredAnswer {
  image: string;
  said: string;
  confidence: number;
  scores: ClassScore[];
  changed: boolean;
}

/**
 * model: the file that was asked; tested: whether it is the one of the test. heat: the picture in colors, null where
 * nothing in it speaks for the answer. Of one thing: said is '' where nothing is found, which is so below the
 * confidence `least`.
 */
export interface Explanation {
  model: string;
  tested: boolean;
  said: string;
  confidence: number;
  scores: ClassScore[];
  heat: string | null;
  covered: CoveredAnswer | null;
  least?: number;
}

/** No model file of the project knows the classes of the test. */
export type ExplanationAnswer = Explanation | { model: null };

/** image, box: of one thing in it, cut out; image is null where the picture cannot be read any more. */
export interface NearestPicture {
  path: string;
  label: string;
  image?: string | null;
  box?: Box;
}

/** How far the search is, and the nearest training pictures up to there. */
export interface NearestAnswer {
  done: number;
  total: number;
  nearest: NearestPicture[];
  blurred: boolean;
  dark: boolean;
}

/** What helps against a mistake. */
export type Remedy = 'more' | 'label' | 'leave';
