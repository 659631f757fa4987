/** Parts of the page that are loaded when they are first shown, with their styles. */

import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { both, t } from '../lib/texts';
import { LoadFailure, Loading } from './feedback/loading';
import { showToast } from './toast';
import '../lib/common_texts';

let styled: Promise<void> | null = null;

/** Loads the styles of all later parts, once; none is ever seen without them. */
function loadStyles(): Promise<void> {
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

/** Loads a module with the styles of later parts, unless its own are among the first ones. */
async function loadStyled<M>(load: () => Promise<M>, styles: boolean): Promise<M> {
  const [found] = await Promise.all([load(), styles && loadStyles()]);
  return found;
}

/** Loads a module with its styles; says so when the studio is out of reach, and gives null. */
export async function loadPart<M>(load: () => Promise<M>, styles = true): Promise<M | null> {
  try {
    return await loadStyled(load, styles);
  } catch {
    showToast(t('offline'), { label: t('retry'), run: () => location.reload() });
    return null;
  }
}

/**
 * The component that stands for one of a module which is not loaded yet. quiet: nothing is said meanwhile; styles:
 * whether they are among those of later parts. Whatever stands for it changes when it comes, also what was drawn a
 * moment before. Where it cannot be fetched, that is said in its place, with another try.
 */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  quiet = false,
  styles = true,
): ComponentType<P> {
  const loaded = signal<ComponentType<P> | null>(null);
  const failed = signal(false);
  const request = async () => {
    failed.value = false;
    try {
      loaded.value = await loadStyled(load, styles);
    } catch {
      failed.value = !loaded.peek();
    }
  };
  return function Later(props: P) {
    const Found = loaded.value;
    useEffect(() => {
      if (!loaded.peek()) void request();
    }, []);
    if (Found) return <Found {...props} />;
    if (failed.value) return <LoadFailure trouble={both('offline')} onRetry={() => void request()} />;
    return quiet ? null : <Loading />;
  };
}

const parts = new WeakMap<object, unknown>();

/** `lazy`, of what a kind of learning registers: the same component each time. */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  if (!parts.has(load)) parts.set(load, lazy(load));
  return parts.get(load) as ComponentType<P>;
}
