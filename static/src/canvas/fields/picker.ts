/**
 * The field of all pickers: data sets, pictures, folders, labels, models, tables, columns, pins, cameras, notes. It
 * keeps any value, offered now or not.
 */

import * as Blockly from 'blockly/core';
import type { Choice, Choices } from '../../lib/types';
import { nameDataset } from '../blocks/collected_sets';
import { filterCapablePins, filterPinsOfBoard } from '../blocks/pin_options';
import { filterColumns, filterLabels, findProgramLabels } from '../blocks/program_options';
import type { CanvasHost } from '../contract';
import { pick, say } from '../texts';
import { findClosest } from '../toolbox/closest_match';
import { closePanel, createElement, openPanel, walkWithArrows } from './panel';
import { createPiano } from './piano';

type PickerHost = Pick<CanvasHost, 'choices' | 'thumbnail' | 'projectName' | 'askDataset'>;
let host: PickerHost = {
  choices: () => ({}),
  thumbnail: () => '',
  projectName: () => '',
  askDataset: () => undefined,
};
let made: () => Choices = () => ({});

/** Tells the pickers where their choices come from. willMake: what the program itself will write. */
export function connectPickers(next: PickerHost, willMake: () => Choices): void {
  host = next;
  made = willMake;
}

/** What files of the project may be called. */
export function getProjectName(): string {
  return host.projectName();
}

/** What a kind of picker offers: what is there, then what the program will write. */
export function getChoices(kind: string): Choice[] {
  const there = host.choices()[kind] ?? [];
  const known = new Set(there.map((choice) => choice.value));
  const coming = (made()[kind] ?? []).filter((choice) => known.size < known.add(choice.value).size);
  return [...there, ...coming.map((choice) => ({ ...choice, detail: say('program_makes') }))];
}

/** Stands in for a picture that is not there yet, such as one of the sample that the first run makes. */
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/** The last two parts of a path: enough to know it by, and no block grows too wide. */
function shortenPath(path: string): string {
  return path.split('/').slice(-2).join('/');
}

/** Kinds that name a file or folder: whether it is there is said by the studio, which looks. */
const FILES = ['dataset', 'picture', 'folder', 'model', 'table', 'camera'];
let missing = new Set<string | null>();

/** Marks the pickers, by the ids of their blocks, that name what is not in the project. Returns whether that is new. */
export function noteMissing(blocks: (string | null)[]): boolean {
  const before = missing;
  missing = new Set(blocks);
  return missing.size !== before.size || [...missing].some((block) => !before.has(block));
}

/** What a child may put around a name, since it stands in Python as a text. */
const QUOTES = /^(['"‘“])(.*)['"’”]$/;

/** Kinds of which the child may write any value: several notes are a melody, and a program makes columns of its own. */
const OPEN = ['note', 'column', 'sprite', 'costume'];

interface PickerConfig extends Blockly.FieldConfig {
  kind?: string;
  value?: string;
}

export class FieldPicker extends Blockly.FieldDropdown {
  /** The input of a panel that was opened before the choices had come. */
  private early: HTMLInputElement | null = null;

  constructor(
    value: string,
    readonly kind: string,
  ) {
    super(Blockly.Field.SKIP_SETUP);
    this.menuGenerator_ = () => [[value, value]];
    this.setValue(value);
  }

  static override fromJson(options: Blockly.FieldDropdownFromJsonConfig & PickerConfig): FieldPicker {
    return new FieldPicker(String(options.value ?? ''), options.kind ?? '');
  }

  override getOptions(): Blockly.MenuOption[] {
    const value = this.value_ ?? '';
    const offered = this.getOffered().map((choice): Blockly.MenuOption => [pick(choice.label), choice.value]);
    return offered.some((option) => option[1] === value) ? offered : [...offered, [this.getLabel(value), value]];
  }

  override loadState(state: unknown): void {
    this.setValue(String(state));
  }

  protected override doClassValidation_(value?: unknown): string | null {
    return typeof value === 'string' ? value : null;
  }

  /** What is seen, not what Python says. */
  override getAriaValue(): string {
    return this.getText() || super.getAriaValue();
  }

  protected override getText_(): string {
    return this.getLabel(this.value_ ?? '');
  }

  /** The label of a value; one that is not there now is marked. Before the choices have come, nothing is marked. */
  private getLabel(value: string): string {
    const choice = this.getOffered().find((one) => one.value === value);
    if (choice) return pick(choice.label);
    const name = shortenPath(this.kind === 'dataset' ? nameDataset(value) : value);
    return value && this.isMissing(value) ? say('not_here', { value: name }) : name;
  }

  /** Whether a value is not there now. A drawer's block only proposes one. */
  private isMissing(value: string): boolean {
    if (FILES.includes(this.kind)) return missing.has(this.getSourceBlock()?.id ?? null);
    const closed = this.hasChoices() && !OPEN.includes(this.kind) && !this.getSourceBlock()?.isInFlyout;
    // Of labels that no data set and no model says, such as the hand of a model of points, nobody knows better.
    if (this.kind === 'label' && !findProgramLabels(this.getSourceBlock(), getChoices('label')).length) return false;
    const there = this.kind === 'pin' ? this.getOffered() : getChoices(this.kind);
    return closed && !there.some((choice) => choice.value === value);
  }

  /** Whether it has come what there is to choose. */
  private hasChoices(): boolean {
    return this.kind in host.choices();
  }

  /** What may stand here: of pins, all of the board in use; of labels, those of what the program is about. */
  getOffered(): Choice[] {
    if (this.kind === undefined) return [];
    if (this.kind === 'label') return filterLabels(this.getSourceBlock(), getChoices('label'));
    if (this.kind === 'column') return filterColumns(this.getSourceBlock(), getChoices('column'));
    return this.kind === 'pin' ? filterPinsOfBoard(this.getSourceBlock(), getChoices('pin')) : getChoices(this.kind);
  }

  protected override showEditor_(): void {
    this.open(this.value_ ?? '');
  }

  /** written: what the input for an own value shows. */
  private open(written: string): void {
    const panel = createElement('div', 'picker-panel');
    const own = this.own(written);
    const input = own.querySelector('input')!;
    this.early = this.hasChoices() ? null : input;
    panel.append(...this.createSuggestion(), this.choosing(input), ...this.createNew(), own);
    openPanel(this, panel);
    const first =
      panel.querySelector<HTMLElement>('[aria-selected=true]') ?? panel.querySelector<HTMLElement>('button, input');
    first?.focus();
  }

  /** A button with what was probably meant, when the value is not there. */
  private createSuggestion(): HTMLElement[] {
    const value = this.value_ ?? '';
    const near = this.isMissing(value) ? findClosest(value, this.getOffered()) : null;
    if (!near) return [];
    const button = createElement('button', 'picker-meant', say('change_to', { name: pick(near.label) }));
    button.type = 'button';
    button.addEventListener('click', () => this.take(near.value));
    return [button];
  }

  /** The way to a data set that is not there yet. */
  private createNew(): HTMLElement[] {
    if (this.kind !== 'dataset') return [];
    const button = createElement('button', 'picker-new', say('new_dataset'));
    button.type = 'button';
    button.addEventListener('click', () => {
      closePanel(this);
      host.askDataset((path) => !this.getSourceBlock()?.isDeadOrDying() && this.setValue(path));
    });
    return [button];
  }

  /** What is offered, as its kind is best chosen. written: the input in which the child writes an own value. */
  private choosing(written: HTMLInputElement): HTMLElement {
    if (this.kind === 'note') return createPiano(this.getOffered(), written);
    if (this.kind === 'picture') return this.pictures();
    return this.list(
      this.kind === 'pin' ? filterCapablePins(this.getSourceBlock(), this.getOffered()) : this.getOffered(),
    );
  }

  private list(offered: Choice[]): HTMLElement {
    const list = this.listbox(this.kind === 'pin' ? 'picker-list picker-pins' : 'picker-list');
    for (const choice of offered) {
      const row = this.option(choice);
      row.append(createElement('span', 'picker-label', pick(choice.label)));
      if (choice.detail) row.append(createElement('span', 'picker-detail', pick(choice.detail)));
      list.append(row);
    }
    return list;
  }

  private pictures(): HTMLElement {
    const list = this.listbox('picker-pictures');
    for (const choice of this.getOffered()) {
      const tile = this.option(choice);
      const image = createElement('img', 'picker-picture');
      image.src = host.thumbnail(choice.value);
      image.loading = 'lazy';
      image.decoding = 'async';
      image.alt = '';
      image.addEventListener('error', () => (image.src = NO_PICTURE), { once: true });
      tile.title = choice.value;
      tile.append(image, createElement('span', 'picker-label', pick(choice.label)));
      list.append(tile);
    }
    return list;
  }

  private listbox(className: string): HTMLElement {
    const list = createElement('div', className);
    list.setAttribute('role', 'listbox');
    walkWithArrows(list);
    if (!this.getOffered().length)
      list.append(createElement('p', 'picker-empty', say(this.hasChoices() ? 'nothing_to_pick' : 'looking')));
    return list;
  }

  private option(choice: Choice): HTMLButtonElement {
    const row = createElement('button', 'picker-option');
    row.type = 'button';
    row.setAttribute('role', 'option');
    row.setAttribute('aria-selected', String(choice.value === this.value_));
    row.addEventListener('click', () => this.take(choice.value));
    return row;
  }

  private own(written: string): HTMLElement {
    const form = createElement('form', 'picker-own');
    const input = createElement('input', 'picker-input');
    input.value = written;
    input.setAttribute('aria-label', say('write_own'));
    const done = createElement('button', 'picker-done', say('done'));
    form.append(createElement('span', 'picker-caption', say('write_own')), input, done);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.take(input.value.trim().replace(QUOTES, '$2'));
    });
    return form;
  }

  private take(value: string): void {
    closePanel(this);
    this.setValue(value);
  }

  /** Redraws the text: the choices have changed. A panel that was opened before there were any is filled. */
  refresh(): void {
    this.forceRerender();
    this.recomputeAriaContext();
    if (!this.early?.isConnected || !this.hasChoices()) return;
    const { value } = this.early;
    const typing = this.early === document.activeElement;
    closePanel(this);
    this.open(value);
    if (typing) Blockly.DropDownDiv.getContentDiv().querySelector('input')!.focus();
  }
}

export function registerPicker(): void {
  Blockly.fieldRegistry.register('field_picker', FieldPicker);
}
