/** Everything by keys: tools, classes, drawing by ninths, moving, and going from picture to picture. */

import { useEffect } from 'preact/hooks';
import { useKeyDown } from '../../../components/key_events';
import type { StageHands } from './canvas/stage';
import { growAnnotation, moveAnnotation } from './geometry/annotations';
import { NINTHS } from './geometry/ninths';
import type { LabelingStore } from './state/labeling_store';
import { listTools } from './state/tools';

/** Where keys mean something else. */
const TAKEN = 'input, select, textarea, [contenteditable], [role="menu"], dialog';
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels of a press: alone, with Ctrl, and held. */
const STEP = 1;
const FAR = 10;
const HELD = 3;
const ZOOM = 1.25;

interface KeysProps {
  store: LabelingStore;
  hands: StageHands;
  /** Boxes alone are drawn: no key chooses another tool. */
  boxesOnly?: boolean;
}

export function LabelingKeys({ store, hands, boxesOnly = false }: KeysProps) {
  useKeyDown((event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (event.altKey || event.isComposing || at?.closest(TAKEN)) return;
    const onButton = at?.closest('button, a, [role="button"]') !== null && at !== null;
    if (handleKey({ store, hands, boxesOnly }, event, onButton)) event.preventDefault();
  });
  useEffect(() => {
    const up = (event: KeyboardEvent) => {
      if (event.key === ' ') hands.gestures.pushing = false;
    };
    document.addEventListener('keyup', up);
    return () => document.removeEventListener('keyup', up);
  }, [hands]);
  return null;
}

/** Whether the key was ours. onButton: a button has the focus, whose own keys stay its own. */
function handleKey({ store, hands, boxesOnly }: KeysProps, event: KeyboardEvent, onButton: boolean): boolean {
  const { controller } = hands;
  const control = event.ctrlKey || event.metaKey;
  const letter = event.code.startsWith('Key') ? event.code.slice(3) : event.key.toUpperCase();
  if (event.key in ARROWS) return moveByKey(store, hands, event);
  if (control) return letter === 'Z' || letter === 'Y' ? undoByKey(store, letter === 'Y' || event.shiftKey) : false;
  if (event.key === ' ') {
    if (!onButton) hands.gestures.pushing = true;
    return !onButton;
  }
  if (event.key === 'Enter') return !onButton && enter(store, hands);
  if (event.key === 'Tab') return event.target === findStage() && chooseNext(store, hands, event.shiftKey ? -1 : 1);
  if (event.key === 'Escape') return letGo(store, hands);
  if (event.key === 'Backspace' && (controller.ninths.unpress() || controller.removeLast())) return true;
  if (event.key === 'Delete' || event.key === 'Backspace') return act(() => store.removeSelected());
  if (event.key === 'PageDown' || event.key === 'PageUp')
    return act(() => void store.go(event.key === 'PageDown' ? 1 : -1));
  if (event.key === '+' || event.key === '=') return act(() => controller.zoom(ZOOM));
  if (event.key === '-') return act(() => controller.zoom(1 / ZOOM));
  const ninth = NINTHS.findIndex((code) => code === event.code || code.slice(3) === letter);
  if (controller.ninths.isOn() && ninth >= 0) return act(() => controller.ninths.press(ninth));
  if (/^\d$/.test(event.key)) return chooseByDigit(store, event.key);
  return !event.repeat && runLetter({ store, hands, boxesOnly }, letter);
}

function act(run: () => void): true {
  run();
  return true;
}

const findStage = () => document.querySelector('.label-stage');

function undoByKey(store: LabelingStore, again: boolean): true {
  return act(() => void (again ? store.redo() : store.undo()));
}

function runLetter({ store, hands, boxesOnly }: KeysProps, letter: string): boolean {
  const { controller } = hands;
  const tool = !boxesOnly && listTools(store.task.peek()).find(({ key }) => key === letter)?.tool;
  if (tool) return act(() => (store.tool.value = tool));
  switch (letter) {
    case 'N':
      return act(() => controller.beginNinths());
    case 'H':
      return act(() => (store.hidden.value = !store.hidden.peek()));
    case 'R':
      return act(() => void store.copyPrevious());
    case 'F':
      return act(() => store.canEdit() && void store.proposals.follow());
    case 'G':
      return act(() => store.selected.peek() >= 0 && void controller.outlines.growToEdge(store.selected.peek()));
    default:
      return false;
  }
}

/** The key of a class; 0 of none: the picture has nothing in it. */
function chooseByDigit(store: LabelingStore, digit: string): boolean {
  const name = store.names.peek()[store.keys.peek().indexOf(digit)];
  if (name !== undefined) return act(() => store.chooseLabel(name));
  return digit === '0' && !store.objects.peek().length && act(() => store.markEmpty());
}

/** Arrows move what is chosen, with Shift they resize it. */
function moveByKey(store: LabelingStore, { controller }: StageHands, event: KeyboardEvent): boolean {
  if (store.selected.peek() < 0 || !store.canEdit()) return false;
  const far = event.ctrlKey || event.metaKey ? FAR : event.repeat ? HELD : STEP;
  const [x, y] = ARROWS[event.key].map((step) => step * far);
  const change = event.shiftKey ? growAnnotation : moveAnnotation;
  controller.changeSelected((thing, size) => change(thing, x, y, size), true);
  return true;
}

/** Ends what is being drawn; else accepts what is proposed; else goes to the next picture. */
function enter(store: LabelingStore, { controller }: StageHands): true {
  const proposals = store.proposals.shown.peek();
  if (controller.ninths.isOn()) controller.ninths.endCorner();
  else if (!controller.closeLine()) {
    if (proposals.length && store.canEdit()) store.proposals.accept(proposals);
    else void store.next();
  }
  return true;
}

function letGo(store: LabelingStore, { controller, gestures }: StageHands): boolean {
  gestures.drop();
  if (!controller.drop()) store.select(-1);
  return true;
}

/** The next label; after the last one the focus goes on as everywhere. */
function chooseNext(store: LabelingStore, { controller }: StageHands, step: 1 | -1): boolean {
  const count = store.objects.peek().length;
  const now = store.selected.peek();
  // What was just drawn is the first to be taken in hand.
  const next = store.fresh.peek() && now >= 0 ? now : now < 0 && step < 0 ? count - 1 : now + step;
  if (next < 0 || next >= count) {
    store.select(-1);
    return false;
  }
  store.select(next);
  controller.reveal(store.objects.peek()[next].box);
  return true;
}
