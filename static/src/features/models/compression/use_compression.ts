/** The comparison of files, from the first picture to the last. */

import { useEffect, useState } from 'preact/hooks';
import { ApiError, describeError } from '../../../lib/api';
import type { ModelFile, Text } from '../../../lib/types';
import { advanceCompression, type CompressionAnswer } from './api';

/** The process that compares ends with what is tried beside it: then all begins anew. */
const INTERRUPTED = 409;
const ATTEMPTS = 5;

/** What was compared stays as it is: coming back, it is there at once. */
const known = new Map<string, CompressionAnswer>();

export interface CompressionState {
  answer: CompressionAnswer | null;
  trouble: Text | null;
  /** Begins, or tries again. */
  begin(): void;
  begun: boolean;
}

export function useCompression(project: string, files: ModelFile[], auto: boolean): CompressionState {
  const key = JSON.stringify([project, ...files.map((one) => [one.path, one.bytes, one.modified])]);
  const [asked, ask] = useState<{ key: string; attempt: number } | null>(null);
  const [answer, setAnswer] = useState<CompressionAnswer | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const begun = auto || asked?.key === key || known.has(key);
  useEffect(() => {
    if (!begun || known.has(key)) return;
    const ending = new AbortController();
    setAnswer(null);
    setTrouble(null);
    const paths = files.map((one) => one.path);
    advanceToEnd(project, paths, ending.signal, setAnswer).then(
      (last) => void known.set(key, last),
      (error) => !ending.signal.aborted && setTrouble(describeError(error)),
    );
    return () => ending.abort();
  }, [key, asked, begun]);
  const begin = () => ask({ key, attempt: (asked?.attempt ?? 0) + 1 });
  return { answer: known.get(key) ?? answer, trouble, begun, begin };
}

async function advanceToEnd(
  project: string,
  files: string[],
  signal: AbortSignal,
  onAnswer: (answer: CompressionAnswer) => void,
): Promise<CompressionAnswer> {
  for (let attempt = 1; ; ) {
    try {
      const answer = await advanceCompression(project, files, signal);
      signal.throwIfAborted();
      onAnswer(answer);
      if (answer.dataset === null || answer.done >= answer.total) return answer;
    } catch (error) {
      if (!(error instanceof ApiError && error.status === INTERRUPTED) || attempt === ATTEMPTS) throw error;
      attempt += 1;
    }
  }
}
