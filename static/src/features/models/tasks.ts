/** What models are for. */

/** Whether a model finds things in pictures. */
export function isDetector({ task }: { task?: string | null }): boolean {
  return task === 'detection' || task === 'instance';
}
