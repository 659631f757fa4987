/** What models are for. */

/** Whether what a model finds is drawn over its picture: boxes, outlines or areas. */
export function drawsOver({ task }: { task?: string | null }): boolean {
  return isDetector({ task }) || task === 'semantic';
}

/** Whether a model finds things in pictures. */
export function isDetector({ task }: { task?: string | null }): boolean {
  return task === 'detection' || task === 'instance';
}
