/**
 * Tells the page when the program has changed: once, shortly after the last change, never in the middle of a drag, and
 * not before a load is complete: what stands on the canvas until then is only a part.
 */

import type * as Blockly from 'blockly/core';
import type { Workspace } from '../../lib/types';

const QUIET_MS = 150;

export class ChangeListener {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What the page knows; null while a load is not complete. */
  private reported: string | null = null;

  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly save: () => Workspace,
    private readonly report: (workspace: Workspace) => void,
  ) {
    workspace.addChangeListener((event) => {
      if (!event.isUiEvent) this.schedule();
    });
  }

  /** Reports nothing until `accept`: a load begins. */
  hold(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reported = null;
  }

  /** Takes what stands now as known to the page: after a load nothing has changed. */
  accept(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reported = JSON.stringify(this.save());
  }

  /** Reports a pending change at once and returns the workspace. */
  flush(): Workspace {
    clearTimeout(this.timer);
    this.timer = undefined;
    const workspace = this.save();
    const text = JSON.stringify(workspace);
    if (this.reported !== null && text !== this.reported) {
      this.reported = text;
      this.report(workspace);
    }
    return workspace;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.reported === null) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.workspace.isDragging() ? this.schedule() : this.flush()), QUIET_MS);
  }
}
