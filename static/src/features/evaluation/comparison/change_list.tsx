/** The pictures that changed in one way between two tests: some at first, more on demand, each large in a window. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import '../texts';
import { tellOfSamples } from '../sample_words';

const MORE = 60;

interface ChangeListProps<Change> {
  /** Which way, for tests and styles. */
  kind: string;
  icon: 'ok' | 'alert' | 'x';
  look: string;
  title: string;
  words: string;
  changes: readonly Change[];
  atFirst: number;
  /** Of the list. */
  class: string;
  renderTile(change: Change, onOpen: () => void): ComponentChildren;
  renderLarge(index: number, onGo: (index: number | null) => void): ComponentChildren;
}

/** Nothing where no picture is of that kind. */
export function ChangeList<Change>(props: ChangeListProps<Change>) {
  const { changes, atFirst } = props;
  const [most, setMost] = useState(atFirst);
  const [large, setLarge] = useState<number | null>(null);
  if (!changes.length) return null;
  return (
    <section class="panel cmp-card" data-kind={props.kind}>
      <h2 class="cmp-title">
        <Icon name={props.icon} class={props.look} />
        <span>{props.title}</span>
        <span class="cap">{props.words}</span>
      </h2>
      <ul class={props.class}>
        {changes.slice(0, most).map((change, index) => props.renderTile(change, () => setLarge(index)))}
      </ul>
      {changes.length > most && (
        <button class="btn cmp-more" onClick={() => setMost(most + MORE)}>
          {tellOfSamples('showMore', { n: changes.length - most })}
        </button>
      )}
      {large !== null && props.renderLarge(large, setLarge)}
    </section>
  );
}
