/** The comparison of two tests, read when it is needed. */

import { useEffect, useState } from 'preact/hooks';
import { describeError } from '../../../lib/api';
import type { Text } from '../../../lib/types';
import type { TestRow } from '../store';
import { type Comparison, type ComparisonAnswer, fetchComparison } from './api';

export interface ComparisonState<Found = Comparison> {
  /** Null before the answer, and without two tests. */
  answer: ComparisonAnswer<Found> | null;
  trouble: Text | null;
  retry(): void;
}

type State<Found> = Pick<ComparisonState<Found>, 'answer' | 'trouble'> & { key: string };

/** What two tests said stays as it is: coming back, it is there at once. */
const known = new Map<string, unknown>();
const REMEMBERED = 20;

/** Found: `Comparison`, or `DetectionComparison` of two tests of models that find things. */
export function useComparison<Found = Comparison>(
  project: string,
  before: TestRow | undefined,
  after: TestRow,
): ComparisonState<Found> {
  const [state, setState] = useState<State<Found> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = before ? `${project} ${before.key} ${after.key}` : '';
  useEffect(() => {
    if (!before || known.has(key)) return;
    let wanted = true;
    fetchComparison<Found>(project, before, after).then(
      (answer) => {
        remember(key, answer);
        if (wanted) setState({ key, answer, trouble: null });
      },
      (error) => wanted && setState({ key, answer: null, trouble: describeError(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key, attempt]);
  const own = state?.key === key ? state : null;
  return {
    answer: (known.get(key) as ComparisonAnswer<Found> | undefined) ?? null,
    trouble: own?.trouble ?? null,
    retry: () => setAttempt(attempt + 1),
  };
}

function remember(key: string, answer: unknown): void {
  known.set(key, answer);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED) known.delete(oldest);
}
