/**
 * Real form controls for the parts of the simulated board: a button that is held, a switch, sliders. They follow the
 * board unless a hand is on them.
 */

import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Part } from '../../lib/board_types';
import { t } from '../../lib/texts';
import type { BoardSubscription } from './board_state';
import { getDragInput, isActive, type KeyPad, type SliderScale, setButton, setSensor } from './drag_inputs';
import { getPartName, listPins } from './readings';
import './texts';

/** After a hand has let go of a slider, the board's own echo may still be on its way. */
const ECHO_MS = 400;

export function PartInputs({ feed, part }: { feed: BoardSubscription; part: Part }) {
  const hand = useMemo(() => getDragInput(part), [part]);
  const label = [getPartName(part), ...listPins(part)].join(' ');
  if (hand?.kind === 'press') return <Press feed={feed} part={part} label={label} />;
  if (hand?.kind === 'switch') return <Switch feed={feed} part={part} label={label} />;
  if (hand?.kind === 'keys') return <Keys feed={feed} pad={hand.keys} label={label} />;
  if (hand?.kind === 'slide')
    return (
      <>
        {hand.slides.map((slide) => (
          <Slider key={slide.name} feed={feed} slide={slide} label={label} />
        ))}
      </>
    );
  return null;
}

/** Pressed as long as the mouse, a finger, Space or Enter holds it. */
function Press({ feed, part, label }: { feed: BoardSubscription; part: Part; label: string }) {
  const element = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = element.current!;
    const stops = [
      listenForHold(button, (down) => setButton(feed, part, down)),
      feed.draw((state) => button.setAttribute('aria-pressed', String(isActive(state, part)))),
    ];
    return () => stops.forEach((stop) => stop());
  }, [feed, part]);
  return (
    <button class="btn hold" ref={element} aria-label={`${t('holdIt')} ${label}`}>
      {t('holdIt')}
    </button>
  );
}

/** Keys, of which one at a time is held. */
function Keys({ feed, pad, label }: { feed: BoardSubscription; pad: KeyPad; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const keys = [...element.current!.querySelectorAll('button')];
    const stops = [
      ...keys.map((key, at) => listenForHold(key, (down) => pad.send(feed, at, down))),
      feed.draw((state) => {
        const pressed = pad.find(state);
        keys.forEach((key, at) => key.setAttribute('aria-pressed', String(at === pressed)));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [feed, pad]);
  return (
    <div class="keypad" role="group" aria-label={label} ref={element}>
      {pad.printed.map((key) => (
        <button key={key} class="btn hold" aria-label={`${t('holdIt')} ${key}`}>
          {key}
        </button>
      ))}
    </div>
  );
}

/** Calls back when an element is held down and let go, in every way that a hand can. */
export function listenForHold(element: HTMLElement | SVGElement, onHold: (down: boolean) => void): () => void {
  let down = false;
  const hold = (next: boolean) => {
    if (down !== next) onHold((down = next));
  };
  const isKey = (event: Event) => [' ', 'Enter'].includes((event as KeyboardEvent).key);
  const acts: Record<string, (event: Event) => void> = {
    pointerdown: (event) => {
      if ((event as PointerEvent).button) return;
      element.setPointerCapture((event as PointerEvent).pointerId);
      hold(true);
    },
    pointerup: () => hold(false),
    pointercancel: () => hold(false),
    keydown: (event) => {
      if (!isKey(event)) return;
      event.preventDefault();
      hold(true);
    },
    keyup: (event) => isKey(event) && hold(false),
    blur: () => hold(false),
    contextmenu: (event) => event.preventDefault(), // a long touch
  };
  for (const [name, act] of Object.entries(acts)) element.addEventListener(name, act);
  return () => {
    hold(false);
    for (const [name, act] of Object.entries(acts)) element.removeEventListener(name, act);
  };
}

/** Something comes before the sensor, or goes. */
function Switch({ feed, part, label }: { feed: BoardSubscription; part: Part; label: string }) {
  const element = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = element.current!;
    return feed.draw((state) => button.setAttribute('aria-checked', String(isActive(state, part))));
  }, [feed, part]);
  const flip = () => setSensor(feed, part, element.current!.getAttribute('aria-checked') !== 'true');
  return (
    <button
      class="btn notice"
      role="switch"
      aria-checked="false"
      ref={element}
      aria-label={`${label} ${t('noticeIt')}`}
      onClick={flip}
    >
      {t('noticeIt')}
    </button>
  );
}

function Slider({ feed, slide, label }: { feed: BoardSubscription; slide: SliderScale; label: string }) {
  const element = useRef<HTMLInputElement>(null);
  const touched = useRef(-ECHO_MS);
  useLayoutEffect(() => {
    const input = element.current!;
    return feed.draw((state, now) => {
      if (now - touched.current < ECHO_MS) return true;
      const value = String(Math.min(slide.most, Math.max(slide.least, slide.of(state))));
      if (input.value !== value) input.value = value;
    });
  }, [feed, slide]);
  const move = (event: { currentTarget: HTMLInputElement }) => {
    touched.current = performance.now();
    slide.send(feed, Number(event.currentTarget.value));
  };
  const own = slide.name === 'percent' || slide.name === 'centimeters' ? '' : t(slide.name);
  return (
    <label class="slide">
      {own && <span class="cap">{own}</span>}
      <input
        type="range"
        ref={element}
        min={slide.least}
        max={slide.most}
        aria-label={[label, own].filter(Boolean).join(' ')}
        onInput={move}
      />
    </label>
  );
}
