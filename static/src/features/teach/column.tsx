/** One of the columns of teaching, with its number and its heading. */

import { Icon } from '../../components/icon';

interface ColumnProps {
  number: number;
  title: string;
  id: string;
  done?: boolean;
  /** At the right of the heading. */
  tools?: preact.ComponentChildren;
  children: preact.ComponentChildren;
}

export function Column({ number, title, id, done = false, tools, children }: ColumnProps) {
  return (
    <section class="teach-column" aria-labelledby={id}>
      <header class="row teach-head">
        <span class={`teach-number num ${done ? 'done' : ''}`} aria-hidden="true">
          {done ? <Icon name="check" size="s" /> : number}
        </span>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {tools && (
          <>
            <span class="grow" />
            {tools}
          </>
        )}
      </header>
      {children}
    </section>
  );
}
