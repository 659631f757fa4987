/** What a kind of learning adds to the try-it panel. */

import type { ComponentType } from 'preact';
import type { Key } from '../../lib/texts';
import type { InferenceSession } from './inference_session';

export interface AnswerProps {
  /** Its answers are those of the kind. */
  trial: InferenceSession<never>;
  /** One picture comes after the other. */
  moving: boolean;
}

/** Answers that are neither classes nor things. note: where blocks have them. */
export interface AnswerPart {
  load(): Promise<ComponentType<AnswerProps>>;
  note: Key;
}

declare module '../../lib/tasks' {
  interface TaskKind {
    /** None: bars for its classes, or what it found over the picture. */
    answer?: AnswerPart;
  }
}
