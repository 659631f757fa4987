/**
 * A sentence at the bottom of the page, with Undo where something can be taken back. It waits while it is focused or
 * hovered.
 */

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../lib/texts';
import { Icon } from './icon';
import '../lib/common_texts';

interface Action {
  label: string;
  run(): void;
}
interface Toast {
  id: number;
  text: string;
  actions: Action[];
}

const SHOWN_MS = 6_000;
/** Where there are several things to do. */
const LONG_MS = 8_000;
const MOST = 3;
const toasts = signal<Toast[]>([]);
let nextId = 0;

export function showToast(text: string, ...offered: (Action | undefined)[]): void {
  const actions = offered.filter((action) => action !== undefined);
  toasts.value = [...toasts.value, { id: nextId++, text, actions }].slice(-MOST);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((one) => (
        <ToastRow key={one.id} toast={one} />
      ))}
    </div>
  );
}

function ToastRow({ toast: one }: { toast: Toast }) {
  const [held, hold] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(one.id), one.actions.length > 1 ? LONG_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, one.id]);
  const act = (action: Action) => {
    action.run();
    dismiss(one.id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used
    <div
      class="toast"
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocusCapture={() => hold(true)}
      onBlurCapture={() => hold(false)}
    >
      <span>{one.text}</span>
      {one.actions.map((action) => (
        <button key={action.label} class="btn toast-act" onClick={() => act(action)}>
          {action.label}
        </button>
      ))}
      <button class="btn ic toast-act" aria-label={t('close')} onClick={() => dismiss(one.id)}>
        <Icon name="x" size="s" />
      </button>
    </div>
  );
}
