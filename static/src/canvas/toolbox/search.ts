/** The search above the drawers: finds Chinese by a single character, waits for an input method to finish. */

import * as Blockly from 'blockly/core';
import type { Drawer, DrawerItem } from '../../lib/vocabulary';
import { getDefinition } from '../blocks/definitions';
import { createElement } from '../fields/panel';
import { say } from '../texts';
import { getItemsAt } from './drawers';
import { createIcon } from './icons';
import type { DrawerRows } from './toolbox';

/** Words for what no block does yet: a sentence that says so, and the search word of what does something like it. */
const NOT_YET = [
  {
    words: ['说话', '讲话', '朗读', '念出来', '语音', '播报', '配音', 'speak', 'speech', 'voice', 'read aloud', 'say'],
    said: 'no_speech',
    instead: 'buzzer',
  },
] as const;

export class SearchCategory {
  readonly element = createElement('div', 'canvas-find');
  private readonly input = createElement('input', 'canvas-find-input');
  private readonly said = createElement('span', 'canvas-find-said');
  private isShowing = false;

  constructor(private readonly rows: DrawerRows) {
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
    this.input.value = '';
    this.said.textContent = '';
    if (this.isShowing) this.rows.flyout.hide();
    this.isShowing = false;
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
    const terms = this.input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!terms.length) {
      this.clear();
      return;
    }
    const found = this.hits(terms);
    const later = found.length ? undefined : findLater(terms.join(' '));
    const hits = later ? this.hits([later.instead]) : found;
    this.said.textContent = later
      ? say(later.said)
      : hits.length
        ? say('found_blocks', { n: hits.length })
        : say('no_block');
    this.rows.select(null);
    const head = [
      { kind: 'label', text: this.said.textContent, 'web-class': 'find-label' },
      { kind: 'sep', gap: 28 },
    ];
    this.rows.flyout.show([...head, ...hits]);
    this.isShowing = true;
  }

  /** Blocks of the level, or of all levels when it has none. */
  private hits(terms: string[]): DrawerItem[] {
    const level = this.rows.currentLevel;
    const near = this.rows.getAll().flatMap((drawer) => findMatches(drawer, getItemsAt(drawer, level), terms));
    const all = near.length
      ? near
      : this.rows.getAll().flatMap((drawer) => findMatches(drawer, getItemsAt(drawer, 3), terms));
    const seen = new Set<string>();
    return all.filter((item) => {
      const key = JSON.stringify([item.type, item.fields, item.extraState, item.custom]);
      return seen.size < seen.add(key).size;
    });
  }
}

/** What is not there yet under these words. */
function findLater(written: string): (typeof NOT_YET)[number] | undefined {
  return NOT_YET.find(({ words }) => words.some((word) => written.includes(word)));
}

function findMatches(drawer: Drawer, items: DrawerItem[], terms: string[]): DrawerItem[] {
  const hits = items.filter((item) => item.kind === 'block' && holds(`${drawer.name} ${getWords(item)}`, terms));
  return drawer.custom && holds(drawer.name, terms) ? [...hits, { kind: 'sep', gap: 8, custom: drawer.custom }] : hits;
}

function holds(text: string, terms: string[]): boolean {
  const searched = text.toLowerCase();
  return terms.every((term) => searched.includes(term));
}

function getWords(item: DrawerItem): string {
  const definition: Record<string, unknown> = getDefinition(item.type ?? '') ?? {};
  const labels = Object.keys(definition)
    .filter((key) => /^message\d+$/.test(key))
    .map((key) => String(definition[key]));
  return [item.type, item.words, ...labels].join(' ').replace(/%\d+/g, ' ');
}
