/**
 * Where what has the focus goes away, or is disabled by what was done with it, the focus goes on to what is next to it:
 * who works by keys never has to begin at the top of the page again.
 */

/** Names, by selectors, what comes next within an element: the first that there is, in the order of the selectors. */
const NEXT = 'data-focus-next';
const MAIN = '#main';

/** What has the focus, and all around it, from the inside out. */
let place: Element[] = [];
let byKeys = false;
let asked = false;

/** From now on. A focus that a pointer has set may be lost: who points sees where. */
export function keepFocus(): void {
  document.addEventListener('keydown', () => (byKeys = true), true);
  document.addEventListener('pointerdown', () => (byKeys = false), true);
  document.addEventListener('focusin', (event) => (place = listAncestors(event.target)));
  new MutationObserver(lookSoon).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'hidden'],
  });
}

function listAncestors(target: EventTarget | null): Element[] {
  const found: Element[] = [];
  for (let at = target instanceof Element ? target : null; at; at = at.parentElement) found.push(at);
  return found;
}

function lookSoon(): void {
  if (asked || !byKeys || !place.length) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    const at = document.activeElement;
    // The browser takes the focus from what is disabled or hidden only after this frame.
    const lost = at === null || at === document.body || at === place[0];
    if (byKeys && lost && !canFocus(place[0])) findNext()?.focus();
  });
}

/** The nearest that is named around the place, else the view as a whole. */
function findNext(): HTMLElement | null {
  const main = document.querySelector<HTMLElement>(MAIN);
  for (const one of [...listAncestors(place.find((element) => element.isConnected) ?? null), main]) {
    const wanted = one?.getAttribute(NEXT)?.split(', ') ?? [];
    const next = wanted.flatMap((selector) => [...one!.querySelectorAll<HTMLElement>(selector)]).find(canFocus);
    if (next) return next;
  }
  if (main && !main.hasAttribute('tabindex')) main.tabIndex = -1;
  return main;
}

const canFocus = (one: Element) => one.isConnected && !one.matches(':disabled') && one.checkVisibility();
