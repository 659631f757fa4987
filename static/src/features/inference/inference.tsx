/**
 * The try-it panel: a camera, a picture or a drawing goes to a model of the project; a bar for every class answers, or
 * boxes around what it found.
 */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazyPart } from '../../components/lazy';
import { Tabs } from '../../components/tabs';
import { goToView } from '../../lib/route';
import { getTask } from '../../lib/tasks';
import { t } from '../../lib/texts';
import type { ClassificationResult, DetectionResult, ModelFile } from '../../lib/types';
import {
  getConfidence,
  getSettings,
  getSource,
  MIN_CONFIDENCE,
  type Settings,
  type Source,
  updateSettings,
} from '../../state/inference_settings';
import type { ProjectStore } from '../../state/project_store';
import { getModelFiles } from '../model_files/model_files';
import { getModelName } from '../model_files/model_names';
import { drawsOver } from '../model_files/tasks';
import { openBatch } from './batch/active_batch';
import { readDropped } from './batch/dropped_files';
import { CameraSource } from './camera_source';
import { ConfidenceSlider, DetectionList } from './detection_list';
import { DetectionOverlay } from './detection_overlay';
import { InferenceSession } from './inference_session';
import { Prediction, Sliders } from './prediction';
import { SOURCES } from './sources';
import { StillSource } from './still_source';
import './part';
import './batch/texts';
import './texts';
import '../../lib/common_texts';

/** Pixels that a model needs of a side; one that finds things looks for small ones too. */
const LONGEST_SIDE = 320;
const LONGEST_TO_FIND = 640;
/** What is drawn has no things in it. */
const { draw: _, ...PHOTOS } = SOURCES;

/** Where the number stands from which on a thing counts as found, if not among the page's own settings. */
export interface KeptConfidence {
  value: number;
  set(value: number): void;
}

interface InferencePanelProps {
  opened: ProjectStore;
  path: string;
  confidence?: KeptConfidence | null;
  /** Addresses of pictures that can be looked at with one press. */
  samples?: readonly string[];
  /** The camera is opened at once: it was before. */
  live?: boolean;
  /** Which model it is, is chosen elsewhere. */
  fixed?: boolean;
  /** To open the camera is the next step. */
  filled?: boolean;
  /** What becomes of the settings; null: how a block gets them. */
  note?: string | null;
  /** The model has answered. */
  onAnswer?(): void;
}

export function InferencePanel({ opened, path, ...more }: InferencePanelProps) {
  const models = getModelFiles(opened).models.value ?? [];
  const model = models.find((one) => one.path === path);
  if (!model) return null;
  const { loadForm } = getTask(model.task);
  const Form = loadForm && lazyPart(loadForm);
  const props = { ...more, opened, model };
  if (!Form) return <InferenceView key={path} {...props} models={models} />;
  const head = !more.fixed && <ModelChooser {...props} models={models} />;
  return <Form key={path} {...props} note={more.note ?? null} head={head} />;
}

interface InferenceViewProps extends Omit<InferencePanelProps, 'path'> {
  models: ModelFile[];
  model: ModelFile;
}

function InferenceView({
  opened,
  models,
  model,
  confidence,
  samples = [],
  live = false,
  fixed = false,
  filled = true,
  note = null,
  onAnswer,
}: InferenceViewProps) {
  const settings = getSettings(opened.id).value;
  const trial = useMemo(() => new InferenceSession(opened.id, model.path), [opened, model.path]);
  const finds = drawsOver(model);
  const { answer } = getTask(model.task);
  const Answer = answer && lazyPart(answer.load);
  const chosen = getSource(settings);
  const source = finds && chosen === 'draw' ? 'picture' : chosen;
  const found = trial as InferenceSession<DetectionResult>;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const leave = () => document.hidden && trial.end();
    const close = () => trial.end();
    document.addEventListener('visibilitychange', leave);
    addEventListener('pagehide', close);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      removeEventListener('pagehide', close);
      trial.end();
    };
  }, [trial]);
  const answered = trial.guess.value !== null;
  useEffect(() => {
    if (answered) onAnswer?.();
  }, [answered]);
  const set = (next: Partial<Settings>) => updateSettings(opened.id, next);
  const classes = model.classes ?? [];
  const sure = confidence ? Math.max(MIN_CONFIDENCE, confidence.value) : getConfidence(settings, model);
  const over = (mirror: boolean) =>
    finds && <DetectionOverlay trial={found} confidence={sure} classes={classes} mirror={mirror} />;
  // The page itself takes dropped folders as data sets: many pictures that are dropped here are recognized.
  const keepHere = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const dropBatch = (event: DragEvent) => {
    keepHere(event);
    if (event.dataTransfer) void readDropped(event.dataTransfer).then((found) => openBatch(opened, model, found));
  };
  const choose = (source: Source) => {
    trial.clear();
    set({ source });
  };
  return (
    <section
      class={`panel try ${finds ? 'finds' : ''}`}
      aria-label={t('tryIt')}
      ref={panel}
      onDragOver={keepHere}
      onDrop={dropBatch}
    >
      <header class="row try-head">
        <h2>{t('tryIt')}</h2>
        {!fixed && <ModelChooser opened={opened} models={models} model={model} />}
        <span class="grow" />
        <Tabs all={finds ? PHOTOS : SOURCES} prefix="try" label={t('tryIt')} chosen={source} onChoose={choose} />
        <BigButton panel={panel} />
      </header>
      <div class="try-body">
        <div class="try-left">
          <div class="try-source" id="try-panel" role="tabpanel" aria-label={t(SOURCES[source].label)}>
            {source === 'camera' ? (
              <CameraSource
                filled={filled}
                trial={trial}
                settings={settings}
                longest={finds ? LONGEST_TO_FIND : LONGEST_SIDE}
                over={over(settings.mirror)}
                live={live}
                onSet={set}
              />
            ) : (
              <StillSource trial={trial} source={source} over={over(false)} samples={samples} />
            )}
          </div>
          {finds ? (
            <ConfidenceSlider
              confidence={sure}
              onChange={
                confidence?.set ?? ((value) => set({ confidences: { ...settings.confidences, [model.path]: value } }))
              }
            />
          ) : (
            <Sliders settings={settings} confident={!answer} onSet={set} />
          )}
        </div>
        {Answer ? (
          <Answer trial={trial as InferenceSession<never>} moving={source === 'camera'} />
        ) : finds ? (
          <DetectionList trial={found} confidence={sure} classes={classes} moving={source === 'camera'} />
        ) : (
          <Prediction
            trial={trial as InferenceSession<ClassificationResult>}
            settings={settings}
            classes={classes}
            onSet={set}
          />
        )}
      </div>
      <button class="btn try-batch" onClick={() => void openBatch(opened, model)}>
        <Icon name="image" />
        <span>{t('batchOpen')}</span>
      </button>
      <p class="cap try-block">
        {note ??
          (answer
            ? t(answer.note)
            : finds
              ? t('tryFindBlock', { u: sure.toFixed(2) })
              : t('tryBlock', { u: settings.threshold, n: settings.smooth }))}
      </p>
    </section>
  );
}

function ModelChooser({ opened, models, model }: { opened: ProjectStore; models: ModelFile[]; model: ModelFile }) {
  const name = (one: ModelFile) => getModelName(one.path);
  if (models.length === 1)
    return (
      <span class="ell mut" title={model.path}>
        {name(model)}
      </span>
    );
  return (
    <select
      class="choice"
      aria-label={t('tryModel')}
      title={model.path}
      value={model.path}
      onChange={(event) => goToView(opened.id, 'models', event.currentTarget.value)}
    >
      {models.map((one) => (
        <option key={one.path} value={one.path} disabled={one.damaged}>
          {one.damaged ? t('tryDamaged', { name: name(one) }) : name(one)}
        </option>
      ))}
    </select>
  );
}

/** The panel over the whole screen, to be read from the last row. Escape brings it back, as browsers do. */
function BigButton({ panel }: { panel: { current: HTMLElement | null } }) {
  const [big, setBig] = useState(false);
  useEffect(() => {
    const look = () => setBig(document.fullscreenElement !== null && document.fullscreenElement === panel.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const label = t(big ? 'trySmall' : 'tryBig');
  const turn = () => void (big ? document.exitFullscreen() : panel.current!.requestFullscreen()).catch(() => undefined);
  return (
    <button class="btn ic" aria-label={label} title={label} onClick={turn}>
      <Icon name={big ? 'minimize' : 'maximize'} />
    </button>
  );
}
