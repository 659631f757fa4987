/** The comparison of files, from the first picture to the last. */

import { useEffect, useState } from 'preact/hooks';
import { ApiError, describeError } from '../../../lib/api';
import type { ModelFile, Text } from '../../../lib/types';
import { advanceCompression, type CompressionAnswer, type KeptComparison } from '../../model_files/compression_api';
import type { ModelFiles } from '../../model_files/model_files';

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

/** Compares files from the first picture to the last; what was kept of these very files stands at once. */
export function useCompression(all: ModelFiles, files: ModelFile[]): CompressionState {
  const project = all.opened.id;
  const key = JSON.stringify([project, ...files.map((one) => [one.path, one.bytes, one.modified])]);
  const [asked, ask] = useState<{ key: string; attempt: number } | null>(null);
  const [answer, setAnswer] = useState<CompressionAnswer | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const paths = files.map((one) => one.path);
  const done = known.get(key) ?? fitKept(all.compared.value, paths);
  const begun = all.compare.value || asked?.key === key || done !== null;
  useEffect(() => {
    if (!begun || done) return;
    const ending = new AbortController();
    setAnswer(null);
    setTrouble(null);
    advanceToEnd(project, paths, ending.signal, setAnswer).then(
      (last) => {
        known.set(key, last);
        void all.load();
      },
      (error) => !ending.signal.aborted && setTrouble(describeError(error)),
    );
    return () => ending.abort();
  }, [key, asked, begun]);
  const begin = () => ask({ key, attempt: (asked?.attempt ?? 0) + 1 });
  return { answer: done ?? answer, trouble, begun, begin };
}

/** What is kept of an earlier comparison, where it was one of these files; null: it was none. */
function fitKept(kept: KeptComparison | null, paths: string[]): CompressionAnswer | null {
  const rows = kept?.rows ?? [];
  if (!kept || rows.length !== paths.length || !rows.every((row) => paths.includes(row.path))) return null;
  return { ...kept, done: 1, total: 1 };
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
