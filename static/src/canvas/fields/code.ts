/** A field of several lines of Python, shown as they stand and edited in a panel. */

import * as Blockly from 'blockly/core';
import { say } from '../texts';
import { closePanel, createElement, openPanel } from './panel';

const LINES_SHOWN = 8;
const LINE_HEIGHT = 18;
const PADDING = 8;

export class FieldCode extends Blockly.Field<string> {
  override SERIALIZABLE = true;
  override EDITABLE = true;
  CURSOR = 'text';
  private lines: SVGTextElement[] = [];
  private area: HTMLTextAreaElement | null = null;

  constructor(value: string) {
    super(Blockly.Field.SKIP_SETUP);
    this.setValue(value);
  }

  static fromJson(options: Blockly.FieldConfig & { text?: string; value?: string; code?: string }): FieldCode {
    return new FieldCode(String(options.text ?? options.value ?? options.code ?? ''));
  }

  protected override doClassValidation_(value?: unknown): string | null {
    return typeof value === 'string' ? value : null;
  }

  override initView(): void {
    this.createBorderRect_();
    this.borderRect_?.classList.add('code-field');
    this.clickTarget_ = this.fieldGroup_;
  }

  override isFullBlockField(): boolean {
    return false;
  }

  protected override render_(): void {
    for (const line of this.lines) line.remove();
    const all = (this.value_ ?? '').split('\n');
    const shown = all.length > LINES_SHOWN ? [...all.slice(0, LINES_SHOWN - 1), '…'] : all;
    this.lines = shown.map((line, row) => this.drawLine(line, row));
    const widest = Math.max(24, ...this.lines.map((line) => Blockly.utils.dom.getTextWidth(line)));
    this.size_ = new Blockly.utils.Size(widest + 2 * PADDING, shown.length * LINE_HEIGHT + PADDING);
    this.positionBorderRect_();
  }

  private drawLine(line: string, row: number): SVGTextElement {
    const attributes = { class: 'blocklyText code-line', x: PADDING, y: PADDING / 2 + row * LINE_HEIGHT + 13 };
    const text = Blockly.utils.dom.createSvgElement(Blockly.utils.Svg.TEXT, attributes, this.fieldGroup_!);
    text.textContent = line.replace(/ /g, Blockly.Field.NBSP) || Blockly.Field.NBSP;
    return text as SVGTextElement;
  }

  protected override showEditor_(): void {
    const panel = createElement('div', 'code-panel');
    const area = createElement('textarea', 'code-area');
    area.value = this.value_ ?? '';
    area.rows = Math.min(16, Math.max(4, area.value.split('\n').length + 1));
    area.spellcheck = false;
    area.setAttribute('aria-label', say('edit_code'));
    area.addEventListener('keydown', (event) => this.typeInArea(event, area));
    const done = createElement('button', 'picker-done', say('done'));
    done.type = 'button';
    done.addEventListener('click', () => closePanel(this));
    panel.append(area, done);
    this.area = area;
    openPanel(this, panel, () => this.commit());
    area.focus();
  }

  private typeInArea(event: KeyboardEvent, area: HTMLTextAreaElement): void {
    event.stopPropagation();
    if (event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      area.setRangeText('    ', area.selectionStart, area.selectionEnd, 'end');
    } else if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
      if (event.key === 'Escape') area.value = this.value_ ?? '';
      closePanel(this);
    }
  }

  private commit(): void {
    if (this.area) this.setValue(this.area.value);
    this.area = null;
  }
}

export function registerCode(): void {
  Blockly.fieldRegistry.register('field_code', FieldCode);
}
