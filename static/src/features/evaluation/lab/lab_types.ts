/** What the server says about one picture of a test (`sunmao/server/routes/explanation.py`). */

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
 * nothing in it speaks for the answer.
 */
export interface Explanation {
  model: string;
  tested: boolean;
  said: string;
  confidence: number;
  scores: ClassScore[];
  heat: string | null;
  covered: CoveredAnswer | null;
}

/** No model file of the project knows the classes of the test. */
export type ExplanationAnswer = Explanation | { model: null };

export interface NearestPicture {
  path: string;
  label: string;
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
