/**
 * What stands over the camera's picture: the seconds before the first one, and a flash of its frame while pictures are
 * taken.
 */

import type { ComponentChildren } from 'preact';
import type { Collector } from './capture_session';
import { settingsOf } from './settings';

export function Stage({
  project,
  collector,
  children,
}: {
  project: string;
  collector: Collector;
  children: ComponentChildren;
}) {
  const { mirror, square } = settingsOf(project).value;
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
