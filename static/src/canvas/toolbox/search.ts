/** The search above the drawers: finds Chinese by a single character, waits for an input method to finish. */

import * as Blockly from 'blockly/core';
import { type CanvasHost, WAYS, type Way } from '../contract';
import { createElement } from '../fields/panel';
import { say } from '../texts';
import { getItemsAt } from './drawers';
import { findBlocks } from './find_blocks';
import { createIcon } from './icons';
import type { DrawerRows } from './toolbox';

export class SearchCategory {
  readonly element = createElement('div', 'canvas-find');
  private readonly input = createElement('input', 'canvas-find-input');
  private readonly said = createElement('span', 'canvas-find-said');
  private isShowing = false;

  constructor(
    private readonly rows: DrawerRows,
    workspace: Blockly.WorkspaceSvg,
    host: Pick<CanvasHost, 'onWay'>,
  ) {
    for (const way of WAYS) {
      workspace.registerButtonCallback(`way_${way}`, () => {
        this.clear();
        host.onWay(way);
      });
    }
    this.input.type = 'search';
    this.input.autocomplete = 'off';
    this.input.spellcheck = false;
    this.said.setAttribute('role', 'status');
    this.element.append(createIcon('search'), this.input, this.said);
    this.input.addEventListener('input', (event) => {
      if (!(event as InputEvent).isComposing) this.find();
    });
    this.input.addEventListener('compositionend', () => this.find());
    this.input.addEventListener('focus', () => this.find());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    this.relabel();
  }

  relabel(): void {
    this.input.placeholder = say('find');
    this.input.setAttribute('aria-label', say('find'));
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  /** Empties the search; the flyout with its hits goes too. */
  clear(): void {
    if (this.isShowing) this.rows.flyout.hide();
    this.leave();
  }

  /** Empties the search: the flyout shows something else now. */
  leave(): void {
    this.input.value = '';
    this.said.textContent = '';
    this.isShowing = false;
  }

  /** Lays the hits out again: the field may cover another part of them since the page has another size. */
  refit(): void {
    if (this.isShowing) this.find();
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') this.clear();
    else if ((event.key === 'ArrowDown' || event.key === 'Enter') && this.isShowing) {
      event.preventDefault();
      Blockly.getFocusManager().focusTree(this.rows.flyout.getWorkspace());
    }
  }

  private find(): void {
    const written = this.input.value;
    if (!written.trim()) {
      this.clear();
      return;
    }
    const { items, wish } = findBlocks(written, this.rows.getAll(), this.rows.currentLevel, getItemsAt);
    const said = wish ? say(wish.said) : items.length ? say('found_blocks', { n: items.length }) : say('no_block');
    this.said.textContent = said.replace('\n', ' ');
    this.rows.select(null);
    const head = [...said.split('\n').map(makeLabel), ...(wish?.ways ?? []).map(makeButton)];
    const shown = [makeSpace(this.rows.measureCover(this.input)), ...head, makeSpace(28), ...items];
    this.rows.flyout.show(shown as Blockly.utils.toolbox.FlyoutItemInfo[]);
    this.isShowing = true;
  }
}

const makeSpace = (gap: number) => ({ kind: 'sep', gap });
const makeLabel = (text: string) => ({ kind: 'label', text, 'web-class': 'find-label' });
const makeButton = (way: Way) => ({ kind: 'button', text: say(`way_${way}`), callbackkey: `way_${way}` });
