/**
 * A sentence at the bottom of the page, with Undo where something can be taken back. It waits while it is focused or
 * hovered.
 */

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { place } from '../lib/route';
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
  /** In which project it was said; null on the first page. */
  project: string | null;
}

const SHOWN_MS = 6_000;
/** Where there are several things to do. */
const LONG_MS = 8_000;
const MAX_TOASTS = 3;
const toasts = signal<Toast[]>([]);
let nextId = 0;

export function showToast(text: string, ...offered: (Action | undefined)[]): void {
  const actions = offered.filter((action) => action !== undefined);
  toasts.value = [...toasts.value, { id: nextId++, text, actions, project: getProject() }].slice(-MAX_TOASTS);
}

function getProject(): string | null {
  const at = place.value;
  return at.kind === 'project' ? at.id : null;
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function Toasts() {
  const project = getProject();
  useEffect(() => {
    // What one project offers to take back means nothing in another one.
    const isElsewhere = (one: Toast) => one.actions.length > 0 && one.project !== null && one.project !== project;
    if (project) toasts.value = toasts.value.filter((one) => !isElsewhere(one));
  }, [project]);
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
