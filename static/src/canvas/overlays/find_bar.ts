/** Ctrl+F on the canvas: finds blocks of the program by their words, one after the other. */

import * as Blockly from 'blockly/core';
import { createElement } from '../fields/panel';
import { say } from '../texts';
import { createIcon } from '../toolbox/icons';
import { findVisibleBlock } from './highlight';

const NAME = 'findInProgram';
const bars = new WeakMap<Blockly.Workspace, FindBar>();

/** Gives the key to the canvas in place of the browser's own search, which does not scroll to a block. */
export function registerFindKey(): void {
  const { registry } = Blockly.ShortcutRegistry;
  const { F, CTRL_CMD } = Blockly.utils.KeyCodes;
  registry.register({
    name: NAME,
    keyCodes: [registry.createSerializedKey(F, [CTRL_CMD])],
    preconditionFn: (workspace) => bars.has(getMain(workspace)),
    callback: (workspace, event) => {
      event.preventDefault();
      bars.get(getMain(workspace))?.open();
      return true;
    },
  });
}

const getMain = (workspace: Blockly.WorkspaceSvg) => workspace.targetWorkspace ?? workspace;

export class FindBar {
  readonly element = createElement('div', 'canvas-find-bar');
  private readonly input = createElement('input', 'canvas-find-words');
  private readonly said = createElement('span', 'canvas-find-count');
  private found: Blockly.BlockSvg[] = [];
  private at = 0;

  /** show: brings a block into view. */
  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly show: (block: string) => void,
  ) {
    bars.set(workspace, this);
    this.element.hidden = true;
    this.element.setAttribute('role', 'search');
    this.input.type = 'search';
    this.said.setAttribute('role', 'status');
    this.input.addEventListener('input', (event) => (event as InputEvent).isComposing || this.find());
    this.input.addEventListener('compositionend', () => this.find());
    this.element.addEventListener('keydown', (event) => this.onKey(event));
  }

  open(): void {
    Blockly.hideChaff();
    const button = (key: 'find_previous' | 'find_next' | 'close', icon: string, act: () => void) => {
      const made = createElement('button', 'canvas-tool');
      made.type = 'button';
      made.title = say(key);
      made.setAttribute('aria-label', say(key));
      made.append(createIcon(icon));
      made.addEventListener('click', act);
      return made;
    };
    this.input.placeholder = say('find_in_program');
    this.input.setAttribute('aria-label', say('find_in_program'));
    this.element.replaceChildren(
      this.input,
      this.said,
      button('find_previous', 'chevron-up', () => this.step(-1)),
      button('find_next', 'chevron-down', () => this.step(1)),
      button('close', 'close', () => this.close()),
    );
    this.element.hidden = false;
    this.input.focus();
    this.input.select();
  }

  private close(): void {
    const block = this.found[this.at];
    this.light(false);
    this.found = [];
    this.said.textContent = '';
    this.element.hidden = true;
    Blockly.getFocusManager().focusNode(block && !block.isDisposed() ? block : this.workspace);
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target === this.input) this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  private find(): void {
    this.light(false);
    const words = this.input.value.trim().toLowerCase();
    this.found = words ? this.workspace.getAllBlocks(true).filter((block) => getWords(block).includes(words)) : [];
    this.at = 0;
    this.look();
  }

  /** On to the next, of blocks that are still there. */
  private step(by: number): void {
    this.light(false);
    const before = this.found[this.at];
    this.found = this.found.filter((block) => !block.isDisposed());
    const at = Math.max(0, this.found.indexOf(before));
    this.at = this.found.length ? (at + by + this.found.length) % this.found.length : 0;
    this.look();
  }

  private look(): void {
    const block = this.found[this.at];
    const count = this.found.length;
    this.said.textContent = block ? `${this.at + 1} / ${count}` : this.input.value.trim() ? say('not_in_program') : '';
    if (!block) return;
    this.light(true);
    this.show(block.id);
  }

  private light(on: boolean): void {
    const block = this.found[this.at];
    if (block && !block.isDisposed())
      findVisibleBlock(this.workspace, block.id)?.getSvgRoot().classList.toggle('found', on);
  }
}

/** What a block itself says, without the blocks in it. */
function getWords(block: Blockly.BlockSvg): string {
  const fields = [...block.getFields()].map((field) => field.getText());
  return [...fields, block.getCommentText() ?? ''].join(' ').replaceAll('\u00a0', ' ').toLowerCase();
}
