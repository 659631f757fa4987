/** What floats over the blocks: the pill with undo and zoom, and the hint on an empty canvas. */

import * as Blockly from 'blockly/core';
import { createElement } from '../fields/panel';
import { say } from '../texts';
import { createIcon } from '../toolbox/icons';

export interface ToolbarActions {
  undo(): void;
  redo(): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomToFit(): void;
}

type TextKey = 'undo' | 'redo' | 'zoom_out' | 'zoom_in' | 'zoom_to_fit';

export class CanvasToolbar {
  readonly element = createElement('div', 'canvas-tools');
  private readonly buttons = new Map<TextKey, HTMLButtonElement>();

  constructor(actions: ToolbarActions) {
    this.element.setAttribute('role', 'toolbar');
    this.add('undo', 'undo', actions.undo);
    this.add('redo', 'redo', actions.redo);
    this.element.append(createElement('hr', ''));
    this.add('zoom_out', 'zoom-out', actions.zoomOut);
    this.add('zoom_in', 'zoom-in', actions.zoomIn);
    this.add('zoom_to_fit', 'maximize', actions.zoomToFit);
    this.relabel();
  }

  relabel(): void {
    for (const [key, button] of this.buttons) {
      button.title = say(key);
      button.setAttribute('aria-label', say(key));
    }
  }

  /** Undo and redo say whether there is anything to undo. */
  enable(undo: boolean, redo: boolean): void {
    this.buttons.get('undo')!.disabled = !undo;
    this.buttons.get('redo')!.disabled = !redo;
  }

  private add(key: TextKey, iconName: string, action: () => void): void {
    const button = createElement('button', 'canvas-tool');
    button.type = 'button';
    button.append(createIcon(iconName));
    button.addEventListener('click', action);
    this.buttons.set(key, button);
    this.element.append(button);
  }
}

/** The sentence below a lone start block. */
export class EmptyHint {
  readonly element = createElement('p', 'canvas-hint');

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  /** Shows the hint only while at most the start block is there, right below it. */
  update(): void {
    const blocks = this.workspace.getAllBlocks(false).filter((block) => !block.isShadow());
    const lone = blocks.length === 1 && !blocks[0].previousConnection && !blocks[0].outputConnection ? blocks[0] : null;
    this.element.hidden = !(blocks.length === 0 || lone) || this.workspace.isDragging();
    if (this.element.hidden) return;
    this.element.textContent = say('first_block');
    const at = lone ? lone.getRelativeToSurfaceXY() : new Blockly.utils.Coordinate(0, 0);
    const below = lone ? new Blockly.utils.Coordinate(at.x, at.y + lone.height) : at;
    const origin = this.workspace.getOriginOffsetInPixels();
    const x = origin.x - this.workspace.getMetrics().absoluteLeft + below.x * this.workspace.scale;
    const y = origin.y + below.y * this.workspace.scale + 8;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}
