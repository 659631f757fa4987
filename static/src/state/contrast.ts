/** Clearer colors: as the child chose, and until then as the system asks for more contrast. */

import { computed, effect, signal } from '@preact/signals';
import { recall, remember } from '../lib/storage';

const CLEARER = 'clearer';
const asked = matchMedia('(prefers-contrast: more), (forced-colors: active)');
const bySystem = signal(asked.matches);
const chosen = signal(recall<boolean | null>(CLEARER, null));

/**
 * Whether texts, lines and blocks are drawn with at least 7 : 1. The page's styles have the class `clearer` for it.
 */
export const highContrast = computed(() => chosen.value ?? bySystem.value);

export function toggleContrast(): void {
  chosen.value = !highContrast.value;
  remember(CLEARER, chosen.value);
}

asked.addEventListener('change', () => (bySystem.value = asked.matches));
effect(() => void document.documentElement.classList.toggle(CLEARER, highContrast.value));
