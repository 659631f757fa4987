/** Where the canvas lives. It is mounted once and fed by effects; the page never redraws it. */

import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Bubble, BubbleFix, Canvas, CanvasHost, Way } from '../../canvas/contract';
import { lazy, loadPart } from '../../components/lazy';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToView } from '../../lib/route';
import { lang, say, t } from '../../lib/texts';
import { rememberColors } from '../../state/card_colors';
import { highContrast } from '../../state/contrast';
import type { ProjectStore } from '../../state/project_store';
import { findFix } from '../../state/quick_fixes';
import { showExport } from '../export/open_export';
import { waitForIdle } from '../project/idle';
import { loadCanvas } from '../project/load_canvas';
import { loadVocabulary } from '../project/prefetch';
import { choosing, enlarged } from '../stage/uses_stage';
import { showTablet } from './menus';
import { ProblemStrip } from './problem_strip';
import '../project/texts';
import '../../lib/common_texts';
import type { ProgramErrorEvent } from '../../lib/messages';

const NewDataset = lazy(() => import('../data/new_dataset').then((module) => module.NewDatasetForBlock), true);
const LayerStrip = lazy(() => import('../networks/layer_strip').then((module) => module.LayerStrip), true);

export function CanvasArea({ opened }: { opened: ProjectStore }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let end: (() => void) | null = null;
    let left = false;
    mount(opened, element.current!).then(
      (undo) => (left ? undo() : (end = undo)),
      (error) => showToast(say(api.describeError(error)), { label: t('retry'), run: () => location.reload() }),
    );
    return () => {
      left = true;
      end?.();
    };
  }, [opened]);
  return (
    <div class="canvas-area" inert={opened.code.shown.value === 'code' || enlarged.value || choosing.value !== null}>
      <div class="canvas-host" id="canvas" ref={element}>
        {!opened.canvas.value && (
          <p class="canvas-wait mut" role="status">
            {t('canvasWait')}
          </p>
        )}
      </div>
      {opened.program.value.layers.some(({ shape }) => shape.includes('×')) && <LayerStrip opened={opened} />}
      <ProblemStrip opened={opened} />
      {opened.datasetAsked.value && <NewDataset opened={opened} take={opened.datasetAsked.value.take} />}
    </div>
  );
}

async function mount(opened: ProjectStore, host: HTMLElement): Promise<() => void> {
  const wanted = () => opened.canvasWanted.value;
  await waitForIdle(wanted);
  const [module, first] = await Promise.all([loadCanvas(), loadVocabulary(lang.peek())]);
  await waitForIdle(wanted);
  // The page may have been left meanwhile.
  if (!host.isConnected) return () => undefined;
  const place = document.createElement('div');
  place.className = 'canvas-place';
  host.append(place);
  const canvas = module.mountCanvas(place, makeHost(opened), first);
  try {
    canvas.setVocabulary(first);
    canvas.setLevel(opened.level.peek());
    canvas.load(opened.project.workspace);
  } catch (error) {
    // Half a program must not look like all of it.
    canvas.dispose();
    place.remove();
    throw error;
  }
  opened.canvas.value = canvas;
  rememberColors(opened.id, canvas.colors());
  const stops = connectCanvas(opened, canvas, first.lang);
  return () => {
    for (const stop of stops) stop();
    opened.canvas.value = null;
    canvas.dispose();
    place.remove();
  };
}

const WAYS: Record<Way, (opened: ProjectStore) => void> = {
  models: ({ id }) => goToView(id, 'models'),
  tablet: showTablet,
  export: (opened) => void showExport(opened),
};

function makeHost(opened: ProjectStore): CanvasHost {
  return {
    onChange: (workspace) => {
      opened.handleChange(workspace);
      rememberColors(opened.id, opened.canvas.peek()?.colors() ?? []);
    },
    onSelect: (block) => (opened.selected.value = block),
    choices: () => opened.choices.peek(),
    onPauseHere: (block) => void opened.run.pace.toggle(block),
    pausesAt: (block) => opened.run.pace.breakpoints.peek().includes(block),
    projectName: () => opened.id,
    onZoom: (step) => opened.code.zoom(step),
    askDataset: (take) => (opened.datasetAsked.value = { take }),
    thumbnail: (path) => api.makeThumbnailUrl(opened.id, path),
    drawBoxes: (path) => void drawBoxesOf(opened, path),
    onWay: (way) => WAYS[way](opened),
    onFix: (block, fix) => {
      if ('act' in fix) return fix.act();
      opened.canvas.peek()?.setFields([fix.change]);
      opened.canvas.peek()?.select(block);
    },
  };
}

/** Keeps the canvas at the state of the page. */
function connectCanvas(opened: ProjectStore, canvas: Canvas, first: string): (() => void)[] {
  let spoken = first;
  let clear = highContrast.peek();
  return [
    effect(() => canvas.setCompact(opened.code.shown.value === 'both')),
    effect(() => canvas.setProblems(opened.program.value.problems)),
    connectLayerShapes(opened, canvas),
    effect(() => canvas.setRunning(opened.run.block.value, opened.run.otherBlocks.value, opened.run.paused.value)),
    effect(connectErrorDisplay(opened, canvas)),
    connectStepDisplay(opened, canvas),
    connectBlockTools(opened, canvas),
    effect(() => {
      const wanted = lang.value;
      const colors = highContrast.value;
      if (wanted === spoken && colors === clear) return;
      loadVocabulary(wanted).then(
        (words) => {
          if (lang.peek() !== wanted) return;
          spoken = wanted;
          clear = colors;
          canvas.setVocabulary(words);
        },
        (error) => showToast(say(api.describeError(error))),
      );
    }),
  ];
}

/** Fetches what a run by steps shows on the blocks, once it shows something. */
function connectStepDisplay(opened: ProjectStore, canvas: Canvas): () => void {
  const { steps, pace } = opened.run;
  let asked = false;
  let left = false;
  let end: (() => void) | undefined;
  const stop = effect(() => {
    if (asked || !(steps.value.length || pace.breakpoints.value.length)) return;
    asked = true;
    void loadPart(() => import('../debugger/debugger')).then((module) => {
      if (!left) end = module?.connectDebugger(opened, canvas);
    });
  });
  return () => {
    left = true;
    stop();
    end?.();
  };
}

/** Fetches the chips beside the layers of a network, once a program has some. */
function connectLayerShapes(opened: ProjectStore, canvas: Canvas): () => void {
  let asked = false;
  let left = false;
  let end: (() => void) | undefined;
  const stop = effect(() => {
    if (asked || !opened.program.value.layers.length) return;
    asked = true;
    void loadPart(() => import('../networks/layer_shapes')).then((module) => {
      if (!left) end = module?.connectLayerShapes(opened, canvas);
    });
  });
  return () => {
    left = true;
    stop();
    end?.();
  };
}

/** Fetches what is done with blocks beyond Blockly, behind all that the first look at them needs. */
function connectBlockTools(opened: ProjectStore, canvas: Canvas): () => void {
  let left = false;
  let end: (() => void) | undefined;
  void loadPart(() => import('../blocks/block_tools')).then((module) => {
    if (!left) end = module?.connectBlockTools(opened, canvas);
  });
  return () => {
    left = true;
    end?.();
  };
}

/** The block that failed, and the block of its line, in which it stands. */
type Places = [block: string, statement: string];

/**
 * Shows the run's error on its block, anew only when it says something else: choices may come later and bring a fix.
 */
function connectErrorDisplay(opened: ProjectStore, canvas: Canvas): () => void {
  let shown = '';
  return () => {
    opened.choices.value;
    const error = opened.run.error.value;
    const statement = error && opened.run.getBlockAt(error.line);
    // The value block may be gone meanwhile, or may be one that Blockly has put there anew.
    const block = [opened.run.faulty.value, statement].find((one) => one && canvas.has(one)) ?? null;
    const bubble = error && block ? makeBubble(opened, canvas, [block, statement ?? block], error) : undefined;
    const next = JSON.stringify([block, bubble]);
    if (next === shown) return;
    shown = next;
    canvas.setError(bubble ? block : null, bubble);
  };
}

/** What mends an error: on the block that failed, or else on the one of the stack that it stands in. */
function makeFix(canvas: Canvas, [block, statement]: Places, error: ProgramErrorEvent): BubbleFix | undefined {
  const mend = findFix(canvas, block, error) ?? findFix(canvas, statement, error);
  if (mend) return { label: t('changeTo', { name: say(mend.name) }), change: mend.change };
  const give = error.written && !error.meant ? canvas.planFirstValue(block, error.written) : null;
  if (!give) return undefined;
  const act = () => {
    canvas.setError(null);
    give();
  };
  return { label: t('giveValue'), act };
}

/** The way to the boxes is loaded when it is gone. */
async function drawBoxesOf(opened: ProjectStore, path: string): Promise<void> {
  const module = await loadPart(() => import('../data/labeling/draw_boxes'));
  await module?.drawBoxes(opened, path.slice('data/'.length));
}

/** The same as before the run, for an error of the same block. */
function makeBoxing(opened: ProjectStore, block: string): BubbleFix | undefined {
  const boxes = opened.program.peek().problems.find((one) => one.block === block)?.boxes;
  return boxes ? { label: t('drawBoxes'), act: () => void drawBoxesOf(opened, boxes) } : undefined;
}

function makeBubble(opened: ProjectStore, canvas: Canvas, places: Places, error: ProgramErrorEvent): Bubble {
  return {
    title: say(error.title),
    text: say(error.hint),
    fix: makeFix(canvas, places, error),
    other: makeBoxing(opened, places[1]),
    cause: error.traceback || `${error.type}: ${error.message}`,
  };
}
