/** A button that opens a menu: arrows move, Escape closes and gives the focus back, a click elsewhere closes. */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon';

/** Pixels between a menu and the edge of the page. */
const EDGE = 4;
/** Two entries of a menu, in pixels. */
const MIN_HEIGHT = 96;

interface MenuProps {
  label: string;
  /** The button is called by its own words. */
  worded?: boolean;
  button: ComponentChildren;
  class?: string;
  align?: 'left' | 'right';
  children: ComponentChildren;
}

export function Menu({ label, worded, button, class: kind = 'btn ghost ic', align = 'right', children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  // Before the next paint: a key pressed at once is heard.
  useLayoutEffect(() => {
    if (!open) return;
    const keep = () => keepInside(root.current!.querySelector('.menu')!);
    keep();
    getItems(root.current)[0]?.focus({ preventScroll: true });
    const outside = (event: Event) => !root.current?.contains(event.target as Node) && close(false);
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', keep);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', keep);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape' || event.key === 'Tab') close(event.key === 'Escape');
    else if (!move(root.current, event.key)) return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used
    <div class="menu-root" ref={root} onKeyDown={onKeyDown}>
      <button
        class={kind}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={worded ? undefined : label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by what holds the focus
        <div
          class={`menu menu-${align}`}
          role="menu"
          aria-label={label}
          onClick={(event) => isItem(event.target) && close(true)}
        >
          {children}
        </div>
      )}
    </div>
  );
}

interface ItemProps {
  icon?: IconName;
  label: string;
  note?: string;
  checked?: boolean;
  /** Whether it is switched on and off by itself, not one of several. */
  toggle?: boolean;
  class?: string;
  onChoose(): void;
}

export function MenuItem({ icon, label, note, checked, toggle, class: kind = '', onChoose }: ItemProps) {
  const state =
    checked === undefined
      ? ({ role: 'menuitem' } as const)
      : ({ role: toggle ? 'menuitemcheckbox' : 'menuitemradio', 'aria-checked': checked } as const);
  return (
    <button class={`menu-item ${kind}`} {...state} tabIndex={-1} onClick={onChoose}>
      <span class="menu-icon">{checked ? <Icon name="check" /> : icon && <Icon name={icon} />}</span>
      <span>{label}</span>
      {note && <kbd>{note}</kbd>}
    </button>
  );
}

export function MenuTitle({ children }: { children: ComponentChildren }) {
  return (
    <div class="menu-title" role="presentation">
      {children}
    </div>
  );
}

/** Where a menu is seen: the page, or the part of it that scrolls and cuts off what is larger. */
function findFrame(menu: HTMLElement): { top: number; bottom: number } {
  let [top, bottom] = [0, innerHeight];
  for (let around = menu.parentElement; around && around !== document.body; around = around.parentElement) {
    if (getComputedStyle(around).overflowY === 'visible') continue;
    const box = around.getBoundingClientRect();
    [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  return { top, bottom };
}

/** Where there is no room below the button, the menu opens above it; it leaves at no side the page or what scrolls. */
function keepInside(menu: HTMLElement): void {
  menu.classList.remove('menu-up');
  menu.style.maxHeight = menu.style.translate = '';
  const { left, right, top, bottom, height } = menu.getBoundingClientRect();
  const frame = findFrame(menu);
  const above = menu.parentElement!.getBoundingClientRect().top - frame.top;
  const below = frame.bottom - top;
  const up = bottom > frame.bottom && (above > height || above > below);
  menu.classList.toggle('menu-up', up);
  // Where there is room enough on neither side it scrolls: nothing of it is cut off.
  const room = (up ? above : below) - 2 * EDGE;
  if (height > room) menu.style.maxHeight = `${Math.max(MIN_HEIGHT, room)}px`;
  const aside = Math.min(0, innerWidth - EDGE - right) || Math.max(0, EDGE - left);
  if (aside) menu.style.translate = `${aside}px`;
}

function getItems(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('.menu-item') ?? [])].filter((item) => item.checkVisibility());
}

function isItem(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.menu-item') !== null;
}

function move(root: HTMLElement | null, key: string): boolean {
  const all = getItems(root);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  if (next === undefined) return false;
  all.at(next % all.length)?.focus();
  return true;
}
