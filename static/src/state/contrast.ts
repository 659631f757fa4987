/** Clearer colours: as the child chose, and until then as the system asks for more contrast. */

import { computed, effect, signal } from '@preact/signals';
import { remember, remembered } from '../lib/storage';

const CLEARER = 'clearer';
const asked = matchMedia('(prefers-contrast: more), (forced-colors: active)');
const bySystem = signal(asked.matches);
const chosen = signal(remembered<boolean | null>(CLEARER, null));

/**
 * Whether texts, lines and blocks are drawn with at least 7 : 1. The page's styles hear of it by the class `clearer`.
 */
export const clearer = computed(() => chosen.value ?? bySystem.value);

export function switchClearer(): void {
  chosen.value = !clearer.value;
  remember(CLEARER, chosen.value);
}

asked.addEventListener('change', () => (bySystem.value = asked.matches));
effect(() => void document.documentElement.classList.toggle(CLEARER, clearer.value));
