/**
 * What stands over the camera's picture: the seconds before the first one, and a flash of its frame while pictures are
 * taken.
 */

import type { ComponentChildren } from 'preact';
import type { CaptureSession } from './capture_session';
import { getSettings } from './settings';

export function Stage({
  project,
  collector,
  children,
}: {
  project: string;
  collector: CaptureSession;
  children: ComponentChildren;
}) {
  const { mirror, square } = getSettings(project).value;
  const phase = collector.phase.value;
  return (
    <div class={`col-stage ${phase} ${mirror ? 'mirror' : ''} ${square ? 'squared' : ''}`}>
      {children}
      {phase === 'counting' && (
        <b class="col-left-over num" role="status">
          {collector.left.value}
        </b>
      )}
    </div>
  );
}
