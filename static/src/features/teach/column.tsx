/** One of the columns of teaching, with its number and its heading. */

import { Icon } from '../../components/icon';

interface ColumnProps {
  number: number;
  title: string;
  id: string;
  done?: boolean;
  children: preact.ComponentChildren;
}

export function Column({ number, title, id, done = false, children }: ColumnProps) {
  return (
    <section class="teach-column" aria-labelledby={id}>
      <header class="row teach-head">
        <span class={`teach-number num ${done ? 'done' : ''}`} aria-hidden="true">
          {done ? <Icon name="check" size="s" /> : number}
        </span>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
      </header>
      {children}
    </section>
  );
}
