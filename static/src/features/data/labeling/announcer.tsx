/** Says to who does not see it which label is chosen, and where it is now. */

import { useEffect, useState } from 'preact/hooks';
import { describe } from './canvas/stage';
import type { LabelingStore } from './state/labeling_store';

/** While keys move a label, only where it comes to rest is said. */
const REST_MS = 400;

export function Announcer({ store }: { store: LabelingStore }) {
  const thing = store.objects.value[store.selected.value];
  const words = thing ? describe(thing, true) : '';
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(words), REST_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p class="sr" role="status">
      {said}
    </p>
  );
}
