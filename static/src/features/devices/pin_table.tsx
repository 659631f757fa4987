/** The pins in use as text: what each does and its value now. Its numbers are written past the framework. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardState, Part } from '../../lib/board_types';
import { t } from '../../lib/texts';
import type { BoardFeed } from '../board/board_state';
import { nameOf, pinsOf, readingOf } from '../board/readings';
import { write } from '../board/svg';
import './texts';

export function PinTable({ feed, parts }: { feed: BoardFeed | null; parts: Part[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  useLayoutEffect(() => {
    const rows = [...(body.current?.rows ?? [])];
    return feed?.draw((state: BoardState) =>
      rows.forEach((row, at) => write(row.cells[2], readingOf(state, parts[at]).words)),
    );
  }, [feed, parts]);
  if (!parts.length) return null;
  return (
    <section class="dev-part">
      <h3>{t('pinsUsed')}</h3>
      <table class="pin-table">
        <thead>
          <tr>
            <th>{t('pin')}</th>
            <th>{t('pinDoes')}</th>
            <th>{t('pinValue')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {parts.map((part) => (
            <tr key={`${part.kind} ${JSON.stringify(part.pins)}`}>
              <th scope="row">
                <code>{pinsOf(part).join(' ') || '–'}</code>
              </th>
              <td>{nameOf(part)}</td>
              <td class="num" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
