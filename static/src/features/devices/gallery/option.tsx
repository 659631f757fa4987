/** One entry of the gallery's list, reached with the arrow keys: Enter or a double click opens its page. */

import type { ComponentChildren } from 'preact';
import '../texts';

interface OptionProps {
  id: string;
  class: string;
  chosen: boolean;
  /** Its page, if it has one. */
  url?: string;
  onChoose(): void;
  children: ComponentChildren;
}

export const makeOptionId = (id: string) => `board ${id}`.replace(/\s/g, '-');

export function Option({ id, class: kind, chosen, url, onChoose, children }: OptionProps) {
  const open = () => {
    if (url) location.hash = url;
  };
  return (
    <div
      id={makeOptionId(id)}
      class={kind}
      role="option"
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      onDblClick={open}
      onFocus={onChoose}
      onKeyDown={(event) => {
        if (event.key === 'Enter') open();
      }}
    >
      {children}
    </div>
  );
}

/** Right and left go through all of them, up and down to the nearest of another row. */
export function moveInGallery(event: KeyboardEvent): void {
  const at = document.activeElement as HTMLElement;
  if (at?.role !== 'option') return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=option]')];
  const next = findNext(all, at, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function findNext(all: HTMLElement[], at: HTMLElement, key: string): HTMLElement | undefined {
  const index = all.indexOf(at);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key === 'ArrowRight') return all[index + 1];
  if (key === 'ArrowLeft') return all[index - 1];
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const down = key === 'ArrowDown';
  const here = at.getBoundingClientRect();
  const beyond = all
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => (down ? box.top >= here.bottom : box.bottom <= here.top));
  const measure = (box: DOMRect) => Math.abs(box.top - here.top) * 10 + Math.abs(box.left - here.left);
  return beyond.sort((a, b) => measure(a.box) - measure(b.box))[0]?.one;
}
