/** The pins in use as text: what each does and its value now. Its numbers are written past the framework. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardState, Part } from '../../lib/board_types';
import { t } from '../../lib/texts';
import type { BoardSubscription } from '../board/board_state';
import { getPartName, getReading, listPins } from '../board/readings';
import { setText } from '../board/svg';
import './texts';

export function PinTable({ feed, parts }: { feed: BoardSubscription | null; parts: Part[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  useLayoutEffect(() => {
    const rows = [...(body.current?.rows ?? [])];
    return feed?.draw((state: BoardState) =>
      rows.forEach((row, at) => setText(row.cells[2], getReading(state, parts[at]).words)),
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
                <code>{listPins(part).join(' ') || '–'}</code>
              </th>
              <td>{getPartName(part)}</td>
              <td class="num" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
