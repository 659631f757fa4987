/** What a run that goes by steps shows on the blocks. Loaded with the first step, slow line or pause that is set. */

import { effect } from '@preact/signals';
import type { Canvas } from '../../canvas/contract';
import { lang } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { BreakpointMarks } from './breakpoints';
import { ValueChips } from './value_chips';
import { collectValues } from './value_sources';

/** Keeps values and pauses on the blocks at the state of the run. Returns how to end it. */
export function connectDebugger(opened: ProjectStore, canvas: Canvas): () => void {
  const { run } = opened;
  let chips!: ValueChips;
  let stops!: BreakpointMarks;
  const ends = [
    canvas.addLayer((workspace) => (chips = new ValueChips(workspace))),
    canvas.addLayer((workspace) => (stops = new BreakpointMarks(workspace))),
    effect(() => {
      const program = run.summary.value;
      const live = run.busy.value && (run.current.value || run.paused.value);
      chips.set(live && program ? collectValues(run.steps.value, program) : new Map());
    }),
    effect(() => {
      lang.value;
      stops.set(run.pace.breakpoints.value);
    }),
  ];
  return () => ends.forEach((end) => end());
}
