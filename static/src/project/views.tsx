/** The views of a project beside its blocks. Each is loaded when it is first shown. */

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { toast } from '../parts/toast';
import type { View } from '../route';
import type { Opened } from '../state/opened';
import { t } from '../texts';

type Shown = ComponentType<{ opened: Opened }>;
type Other = Exclude<View, 'blocks'>;

const LOADERS: Record<Other, () => Promise<Shown>> = {
  training: () => import('../training/training').then((module) => module.TrainingView),
  mistakes: () => import('../mistakes/mistakes').then((module) => module.MistakesView),
  models: () => import('../models/models').then((module) => module.ModelsView),
};
const loaded = new Map<Other, Shown>();
let styled: Promise<void> | null = null;

/** Loads the styles of all views, once; a view is never seen without them. */
function styles(): Promise<void> {
  return (styled ??= new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/assets/views.css' });
    link.onload = () => resolve();
    link.onerror = () => {
      styled = null;
      link.remove();
      reject(new Error('no styles'));
    };
    document.head.append(link);
  }));
}

export function OtherView({ opened, view }: { opened: Opened; view: Other }) {
  const [, redraw] = useState<Other | null>(null);
  useEffect(() => {
    if (loaded.has(view)) return;
    Promise.all([LOADERS[view](), styles()]).then(
      ([found]) => {
        loaded.set(view, found);
        redraw(view);
      },
      () => toast(t('offline'), { label: t('retry'), run: () => location.reload() }),
    );
  }, [view]);
  const Found = loaded.get(view);
  return <div class="view" id="view" tabIndex={-1}>{Found ? <Found opened={opened} /> : <p class="loading" role="status">{t('viewWait')}</p>}</div>;
}
