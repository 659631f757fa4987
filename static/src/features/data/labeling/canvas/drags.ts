/** What a drag does with each tool. It shows a sketch while it goes on; nothing is saved before it ends. */

import {
  addOutlineCorner,
  chooseUnder,
  isLargeEnough,
  makeBoxAnnotation,
  moveAnnotation,
  moveOutlineCorner,
  resizeAnnotation,
} from '../geometry/annotations';
import { clampPoint, findHandle, makeBox } from '../geometry/boxes';
import { findCorner, findSide } from '../geometry/polygons';
import type { Point, Size } from '../geometry/shapes';
import type { LabelingStore } from '../state/labeling_store';
import type { Annotation } from '../state/labeling_types';

/** thing: what is seen meanwhile; replaces: in place of which object, or -1. */
export interface Sketch {
  thing: Annotation | null;
  replaces: number;
}

export interface Drag {
  /** moved: far enough not to be a click. */
  move(point: Point, moved: boolean): void;
  end(moved: boolean): void;
  cancel?(): void;
}

export interface Grip {
  point: Point;
  /** Pixels of the picture within which something is hit. */
  reach: number;
  size: Size;
  show(sketch: Sketch | null): void;
}

/** Moves, resizes or reshapes what is chosen; a click chooses. null: nothing is there. */
export function startChange(store: LabelingStore, grip: Grip): Drag | null {
  const { point, reach, size, show } = grip;
  const index = store.selected.peek();
  const thing = store.objects.peek()[index];
  const change = (make: (to: Point) => Annotation): Drag => {
    let sketch: Annotation | null = null;
    return {
      move(to, moved) {
        if (!moved) return;
        sketch = make(to);
        show({ thing: sketch, replaces: index });
      },
      end(moved) {
        show(null);
        if (moved && sketch && isLargeEnough(sketch)) store.replace(index, sketch);
        else if (!moved) choose(store, point, reach / 3);
      },
    };
  };
  if (thing && !store.hidden.peek()) {
    const part = findPart(thing, point, reach);
    if (part) return change((to) => part(to, size));
  }
  const under = chooseUnder(store.objects.peek(), point, reach / 3, -1);
  if (under < 0 || store.hidden.peek()) return null;
  // What was chosen already is taken before what lies on it.
  const held = thing && chooseUnder([thing], point, reach / 3, -1) === 0 ? index : under;
  const start = store.objects.peek()[held];
  let sketch: Annotation | null = null;
  return {
    move(to, moved) {
      if (!moved) return;
      if (store.selected.peek() !== held) store.select(held);
      sketch = moveAnnotation(start, to.x - point.x, to.y - point.y, size);
      show({ thing: sketch, replaces: held });
    },
    end(moved) {
      show(null);
      if (moved && sketch) store.replace(held, sketch);
      else choose(store, point, reach / 3);
    },
  };
}

/** What a handle, a corner or a side of a thing does when it is pulled; null where none of them is hit. */
export function findPart(
  thing: Annotation,
  point: Point,
  reach: number,
): ((to: Point, size: Size) => Annotation) | null {
  if (thing.rle) return null;
  if (!thing.polygons.length) {
    const handle = findHandle(thing.box, point, reach);
    return handle && ((to, size) => resizeAnnotation(thing, handle, to.x - point.x, to.y - point.y, size));
  }
  const corner = findCorner(thing.polygons, point, reach);
  if (corner) return (to, size) => moveOutlineCorner(thing, corner, clampPoint(to, size));
  const side = findSide(thing.polygons, point, reach / 2);
  if (!side) return null;
  const added = addOutlineCorner(thing, side.corner, side.point);
  const next = { ...side.corner, at: side.corner.at + 2 };
  return (to, size) => moveOutlineCorner(added, next, clampPoint(to, size));
}

function choose(store: LabelingStore, point: Point, reach: number): void {
  const fresh = store.fresh.peek();
  const before = store.selected.peek();
  // A click on what was just drawn takes it in hand; a second one goes to what lies below it.
  const from = fresh ? -1 : before;
  store.select(store.hidden.peek() ? -1 : chooseUnder(store.objects.peek(), point, reach, from));
}

/** A new box from corner to corner; a click chooses what is there. onBox: what becomes of it. */
export function startBox(store: LabelingStore, grip: Grip, onBox: (thing: Annotation) => void): Drag {
  const { point, reach, size, show } = grip;
  const from = clampPoint(point, size);
  let sketch: Annotation | null = null;
  return {
    move(to, moved) {
      if (!moved) return;
      sketch = makeBoxAnnotation(store.label.peek() ?? '', makeBox(from, clampPoint(to, size)), size);
      show({ thing: sketch, replaces: -1 });
    },
    end(moved) {
      show(null);
      if (moved && sketch && isLargeEnough(sketch)) onBox(sketch);
      else if (!moved) choose(store, point, reach / 3);
    },
  };
}

/** A stroke of the brush, saved as a whole when it ends. */
export function startStroke(store: LabelingStore, point: Point): Drag {
  const before = store.paint.sheet?.pixels.slice();
  let last = point;
  store.paint.stroke(point, point);
  return {
    move(to) {
      store.paint.stroke(last, to);
      last = to;
    },
    end: () => store.paint.commit(),
    cancel: () => before && store.paint.restore(before),
  };
}
