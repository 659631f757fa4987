/** The comparison of two tests, read when it is needed. */

import { useEffect, useState } from 'preact/hooks';
import { describeError } from '../../../lib/api';
import type { Text } from '../../../lib/types';
import type { TestRow } from '../store';
import { type ComparisonAnswer, fetchComparison } from './api';

export interface ComparisonState {
  /** Null before the answer, and without two tests. */
  answer: ComparisonAnswer | null;
  trouble: Text | null;
  retry(): void;
}

type Found = Pick<ComparisonState, 'answer' | 'trouble'> & { key: string };

export function useComparison(project: string, before: TestRow | undefined, after: TestRow): ComparisonState {
  const [found, setFound] = useState<Found | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = before ? `${project} ${before.key} ${after.key}` : '';
  useEffect(() => {
    if (!before) return;
    let wanted = true;
    fetchComparison(project, before, after).then(
      (answer) => wanted && setFound({ key, answer, trouble: null }),
      (error) => wanted && setFound({ key, answer: null, trouble: describeError(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [key, attempt]);
  const own = found?.key === key ? found : null;
  return {
    answer: own?.answer ?? null,
    trouble: own?.trouble ?? null,
    retry: () => setAttempt(attempt + 1),
  };
}
