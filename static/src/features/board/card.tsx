/**
 * One part beside its pins, as small as a card: picture, name, what it does or measures, and for a hand its control. An
 * island.
 */

import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { BoardState, Part } from '../../lib/board_types';
import { t } from '../../lib/texts';
import { INITIAL_BOARD_STATE } from '../../state/simulated_board';
import type { BoardSubscription } from './board_state';
import { getDragInput, setButton } from './drag_inputs';
import { listenForHold, PartInputs } from './input_controls';
import { getPartDrawing } from './parts/all';
import { BOX, getWidth, LONGEST_STEP } from './parts/part_drawing';
import { getKindName, getPartName, getReading, listPins } from './readings';
import { createSvg, setAttributes, setText } from './svg';
import './texts';

interface CardProps {
  feed: BoardSubscription | null;
  part: Part;
  /** Whether a hand may move it. */
  simulated: boolean;
}

export function PartCard({ feed, part, simulated }: CardProps) {
  const card = useRef<HTMLLIElement>(null);
  const kept = useMemo(() => part, [JSON.stringify(part)]);
  const look = getPartDrawing(part.kind);
  const hand = simulated ? getDragInput(part) : null;
  const name = getPartName(part);
  useLayoutEffect(
    () => mountDrawing(card.current!, feed, kept, hand?.kind === 'press'),
    [feed, kept, name, hand?.kind],
  );
  const wide = look.width || hand?.kind === 'keys' || (hand?.kind === 'slide' && hand.slides.length > 1);
  const label = [name, ...listPins(part)].join(' ');
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
      <div class="part-name">
        <b class="ell" title={`${name} · ${getKindName(part)}`}>
          {name}
        </b>
        {listPins(part).map((pin) => (
          <code key={pin}>{pin}</code>
        ))}
      </div>
      <span class="part-value num" />
    </li>
  );
}

/** Draws the part into its card. Returns how to stop. */
function mountDrawing(card: HTMLElement, feed: BoardSubscription | null, part: Part, pressed: boolean): () => void {
  const host = card.querySelector<HTMLElement>('.part-picture')!;
  const value = card.querySelector('.part-value')!;
  const look = getPartDrawing(part.kind);
  const picture = createSvg('g', { 'data-kind': part.kind, 'data-pins': listPins(part).join(' ') });
  const move = look.make(picture);
  const root = createSvg('svg', { viewBox: `0 0 ${getWidth(look)} ${BOX.height}`, role: 'img' }, picture);
  host.replaceChildren(root);
  let before = 0;
  const draw = (state: BoardState, now: number) => {
    const reading = getReading(state, part);
    setText(value, reading.words);
    const label = t('partShows', { name: getPartName(part), pin: listPins(part).join(' '), value: reading.words });
    if (root.getAttribute('aria-label') !== label) setAttributes(root, { 'aria-label': label });
    if (pressed) setAttributes(host, { 'aria-pressed': String(reading.values[0] > 0) });
    const moving = move(reading, Math.min(LONGEST_STEP, (now - before) / 1000));
    before = now;
    return moving;
  };
  draw(INITIAL_BOARD_STATE, 0);
  const stops = feed
    ? [feed.draw(draw), ...(pressed ? [listenForHold(host, (down) => setButton(feed, part, down))] : [])]
    : [];
  return () => stops.forEach((stop) => stop());
}
