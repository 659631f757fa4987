/** The bubble on a block: title, one or two sentences, a button that mends it, the technical cause folded away. */

import * as Blockly from 'blockly/core';
import type { Bubble, BubbleFix } from '../contract';
import { createElement } from '../fields/panel';
import { say } from '../texts';
import { createIcon } from '../toolbox/icons';
import { findVisibleBlock, getPath } from './highlight';

const GAP = 16;
const MARGIN = 8;

export type BubbleKind = 'error' | 'warning';

export class BubbleView {
  private box: HTMLElement | null = null;
  private block: string | null = null;
  private kind: BubbleKind = 'error';

  constructor(
    private readonly overlay: HTMLElement,
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly onFix: (block: string, fix: BubbleFix) => void,
    private readonly onClose: () => void,
  ) {}

  /** Opens the bubble on a block, in place of the one before. */
  open(block: string, bubble: Bubble, kind: BubbleKind): void {
    this.close();
    this.block = block;
    this.kind = kind;
    this.box = this.draw(block, bubble, kind);
    this.overlay.append(this.box);
    this.place();
  }

  close(): void {
    this.box?.remove();
    this.box = null;
    this.block = null;
  }

  /** The block whose warning is open; null while none or an error is. */
  get warned(): string | null {
    return this.box && this.kind === 'warning' ? this.block : null;
  }

  /** Puts the bubble below its block, above it where there is no room; hides it while the block is out of sight. */
  place(): void {
    const block = this.block ? findVisibleBlock(this.workspace, this.block) : null;
    const path = block && getPath(block);
    if (!this.box || !path) return;
    const area = this.overlay.getBoundingClientRect();
    const at = path.getBoundingClientRect();
    const inSight = at.bottom > area.top && at.top < area.bottom && at.right > area.left && at.left < area.right;
    this.box.style.visibility = inSight ? 'visible' : 'hidden';
    const height = this.box.offsetHeight;
    const below = Math.min(at.bottom, at.top + 56 * this.workspace.scale) - area.top + GAP;
    const isBelow = below + height <= area.height - MARGIN || at.top - area.top - GAP < height;
    const top = isBelow ? Math.min(below, area.height - height - MARGIN) : at.top - area.top - GAP - height;
    const left = Math.max(
      MARGIN,
      Math.min(at.left - area.left, area.width - this.box.offsetWidth - MARGIN - Blockly.Scrollbar.scrollbarThickness),
    );
    this.box.classList.toggle('bubble-above', !isBelow);
    this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(MARGIN, top))}px)`;
  }

  private draw(block: string, bubble: Bubble, kind: BubbleKind): HTMLElement {
    const box = createElement('section', `bubble bubble-${kind}`);
    box.setAttribute('role', 'alert');
    const head = createElement('h3', 'bubble-title');
    const close = createElement('button', 'bubble-close');
    close.type = 'button';
    close.setAttribute('aria-label', say('close'));
    close.append(createIcon('close'));
    close.addEventListener('click', () => {
      this.close();
      this.onClose();
    });
    head.append(createIcon('circle-alert'), createElement('span', 'bubble-words', bubble.title), close);
    box.append(head);
    if (bubble.text) box.append(formatQuotes(bubble.text));
    for (const fix of [bubble.fix, bubble.other]) if (fix) box.append(this.fixButton(block, fix));
    if (bubble.cause) box.append(foldText(bubble.cause, () => this.place()));
    return box;
  }

  private fixButton(block: string, fix: BubbleFix): HTMLElement {
    const button = createElement('button', 'bubble-fix');
    button.type = 'button';
    button.append(createIcon('wrench'), fix.label);
    button.addEventListener('click', () => this.onFix(block, fix));
    return button;
  }
}

/** A paragraph in which what stands between backquotes is shown as code. */
function formatQuotes(text: string): HTMLElement {
  const paragraph = createElement('p', 'bubble-text');
  text.split('`').forEach((part, at) => paragraph.append(at % 2 ? createElement('code', 'bubble-code', part) : part));
  return paragraph;
}

function foldText(cause: string, onToggle: () => void): HTMLElement {
  const details = createElement('details', 'bubble-cause');
  const summary = createElement('summary', '');
  summary.append(createIcon('chevron-right'), say('technical_cause'));
  details.append(summary, createElement('pre', '', cause));
  details.addEventListener('toggle', onToggle);
  return details;
}
