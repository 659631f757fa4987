/**
 * One part beside its pins, as small as a card: picture, name, what it does or measures, and for a hand its control. An
 * island.
 */

import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { type BoardState, type Part, QUIET } from '../../lib/board_types';
import { t } from '../../lib/texts';
import type { BoardFeed } from './board_state';
import { handOf, press } from './drag_inputs';
import { held, PartInputs } from './input_controls';
import { lookOf } from './parts/all';
import { BOX, LONGEST_STEP, widthOf } from './parts/part_drawing';
import { kindOf, nameOf, pinsOf, readingOf } from './readings';
import { set, svg, write } from './svg';
import './texts';

interface CardProps {
  feed: BoardFeed | null;
  part: Part;
  /** Whether a hand may move it. */
  simulated: boolean;
}

export function PartCard({ feed, part, simulated }: CardProps) {
  const card = useRef<HTMLLIElement>(null);
  const kept = useMemo(() => part, [JSON.stringify(part)]);
  const look = lookOf(part.kind);
  const hand = simulated ? handOf(part) : null;
  const name = nameOf(part);
  useLayoutEffect(() => island(card.current!, feed, kept, hand?.kind === 'press'), [feed, kept, name, hand?.kind]);
  const wide = look.width || part.kind === 'TemperatureHumidity';
  const label = [name, ...pinsOf(part)].join(' ');
  return (
    <li class={`part-card ${wide ? 'wide' : ''} ${hand ? `hand-${hand.kind}` : ''}`} ref={card}>
      {hand?.kind === 'press' ? (
        <button class="part-picture hold" aria-label={`${t('holdIt')} ${label}`} />
      ) : (
        <div class="part-picture" />
      )}
      {hand && hand.kind !== 'press' && feed && (
        <div class="part-hand">
          <PartInputs feed={feed} part={kept} />
        </div>
      )}
      <b class="ell" title={`${name} · ${kindOf(part)}`}>
        {name}
      </b>
      <span class="part-value num" />
      <div class="part-pins">
        {pinsOf(part).map((pin) => (
          <code key={pin}>{pin}</code>
        ))}
      </div>
    </li>
  );
}

/** Draws the part into its card. Returns how to stop. */
function island(card: HTMLElement, feed: BoardFeed | null, part: Part, pressed: boolean): () => void {
  const host = card.querySelector<HTMLElement>('.part-picture')!;
  const value = card.querySelector('.part-value')!;
  const look = lookOf(part.kind);
  const picture = svg('g', { 'data-kind': part.kind, 'data-pins': pinsOf(part).join(' ') });
  const move = look.make(picture);
  const root = svg('svg', { viewBox: `0 0 ${widthOf(look)} ${BOX.height}`, role: 'img' }, picture);
  host.replaceChildren(root);
  let before = 0;
  const draw = (state: BoardState, now: number) => {
    const reading = readingOf(state, part);
    write(value, reading.words);
    const label = t('partShows', { name: nameOf(part), pin: pinsOf(part).join(' '), value: reading.words });
    if (root.getAttribute('aria-label') !== label) set(root, { 'aria-label': label });
    if (pressed) set(host, { 'aria-pressed': String(reading.values[0] > 0) });
    const moving = move(reading, Math.min(LONGEST_STEP, (now - before) / 1000));
    before = now;
    return moving;
  };
  draw(QUIET, 0);
  const stops = feed ? [feed.draw(draw), ...(pressed ? [held(host, (down) => press(feed, part, down))] : [])] : [];
  return () => stops.forEach((stop) => stop());
}
