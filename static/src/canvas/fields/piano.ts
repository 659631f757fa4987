/** A small piano: each key adds its note to the melody that is being written, such as “C4 E4 G4”. */

import type { Choice } from '../../lib/types';
import { pick, say } from '../texts';
import { createElement } from './panel';

const REST = '-';
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * The keys for these notes, a rest, and a key that takes the last one away. written: where the melody stands as text.
 */
export function createPiano(notes: Choice[], written: HTMLInputElement): HTMLElement {
  const keys = createElement('div', 'piano-keys');
  keys.setAttribute('role', 'group');
  keys.setAttribute('aria-label', say('piano'));
  for (const note of notes) {
    const key = createKey(note.value.includes('#') ? 'piano-key piano-black' : 'piano-key', note.value, () =>
      change((melody) => [...melody, note.value]),
    );
    if (note.detail) key.append(createElement('span', 'piano-sung', pick(note.detail)));
    keys.append(key);
  }
  keys.addEventListener('keydown', (event) => walk(keys, event));
  const more = createElement('div', 'piano-more');
  more.append(createKey('picker-done', say('rest'), () => change((melody) => [...melody, REST])));
  more.append(createKey('picker-done', say('last_away'), () => change((melody) => melody.slice(0, -1))));
  const place = createElement('div', 'piano');
  place.append(keys, more);
  return place;

  function change(next: (melody: string[]) => string[]): void {
    written.value = next(written.value.split(/[\s,，]+/).filter(Boolean)).join(' ');
  }
}

function createKey(className: string, label: string, press: () => void): HTMLButtonElement {
  const made = createElement('button', className, label);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

function walk(keys: HTMLElement, event: KeyboardEvent): void {
  const all = [...keys.querySelectorAll('button')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  if (!(event.key in STEPS) || at < 0) return;
  event.preventDefault();
  all[(at + STEPS[event.key] + all.length) % all.length].focus();
}
