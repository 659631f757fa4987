/** How the parts of the program are wired to a board: a picture, and beside it each wire as a line to tick off. */

import { useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import type { BoardSpec, Part } from '../../../lib/board_types';
import { makeUrl } from '../../../lib/route';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { SIMULATED } from '../../../state/simulated_board';
import { useBoard } from '../../board/board_state';
import { wirings } from '../../board/program_devices';
import { getBoardName, getKindName, getPartName } from '../../board/readings';
import { collectParts } from '../../board/used_pins';
import { PartTrials } from './part_trials';
import { type PlannedWire, planWires, type WiringPlan } from './plan_wires';
import { WiringPicture } from './wiring_picture';
import '../../../lib/common_texts';
import '../../board/texts';
import '../texts';
import './texts';

interface WiringPageProps {
  opened: ProjectStore;
  board: BoardSpec;
  /** The page of the board or its port. */
  id: string;
  /** Where it is seen live; null: nobody uses it. */
  topic: string | null;
  /** Whether it is plugged in. */
  here: boolean;
}

const NONE_DONE: ReadonlySet<number> = new Set();

export function WiringPage({ opened, board, id, topic, here }: WiringPageProps) {
  const feed = useBoard(topic);
  const found = collectParts(opened, feed?.state.value ?? null);
  const newest = useMemo(() => planWires(board, found, wirings.value), [board, JSON.stringify(found), wirings.value]);
  const [trial, setTrial] = useState<number | null>(null);
  // A trial has the board with its one part: the wiring stays that of the program meanwhile.
  const kept = useRef(newest);
  if (trial === null) kept.current = newest;
  const plan = kept.current;
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const [single, setSingle] = useState(false);
  const next = plan.wires.find((wire) => !done.has(wire.number))?.number;
  const tried = trial === null ? undefined : plan.wires.find((wire) => wire.part === trial)?.number;
  const nameOf = (part: Part) =>
    plan.parts.filter((one) => one.kind === part.kind).length > 1 ? getPartName(part) : getKindName(part);
  const url = makeUrl(opened.id, 'devices', id);
  const toggle = (number: number) => {
    const now = new Set(done);
    if (!now.delete(number)) now.add(number);
    setDone(now);
  };
  return (
    <div class="wiring">
      <section class="dev-main" aria-label={t('wiring')}>
        <header class="row dev-head">
          <a class="btn ghost ic" href={url} aria-label={t('backToBoard')} title={t('backToBoard')}>
            <Icon name="arrowLeft" />
          </a>
          <h2>{t('wiring')}</h2>
          <span class="count ell">{t('partsUsed', { n: plan.parts.length })}</span>
          <span class="grow" />
          <div class="seg" role="group" aria-label={t('wiring')}>
            {[false, true].map((one) => (
              <button key={String(one)} aria-pressed={single === one} onClick={() => setSingle(one)}>
                {t(one ? 'oneByOne' : 'filterAll')}
              </button>
            ))}
          </div>
        </header>
        <h3 class="wiring-printed">
          {opened.title.value} · {getBoardName(board.name, [board])} · {plan.parts.map(nameOf).join(' · ')}
        </h3>
        {plan.parts.length ? (
          <WiringPicture
            board={board}
            plan={plan}
            nameOf={nameOf}
            done={trial === null ? done : NONE_DONE}
            next={tried ?? next}
            single={single || tried !== undefined}
          />
        ) : (
          <NoParts project={opened.id} />
        )}
      </section>
      <aside class="dev-side side" aria-label={t(trial === null ? 'wires' : 'testEach')}>
        <h2 class="row">
          <Icon name={trial === null ? 'listChecks' : 'play'} />
          <span>{t(trial !== null ? 'testEach' : board.name === SIMULATED ? 'wiredOnScreen' : 'unplugFirst')}</span>
        </h2>
        {trial === null ? (
          <>
            <Wires plan={plan} nameOf={nameOf} done={done} next={next} onToggle={toggle} />
            <footer class="row wiring-foot">
              <button class="btn" disabled={!plan.wires.length} onClick={() => print()}>
                <Icon name="printer" />
                <span>{t('printIt')}</span>
              </button>
              <button
                class="btn pri grow"
                disabled={!here || !plan.parts.length}
                title={here ? undefined : t('testNeedsBoard')}
                onClick={() => setTrial(0)}
              >
                <Icon name="play" />
                <span>{t('testEach')}</span>
              </button>
            </footer>
          </>
        ) : (
          <PartTrials
            project={opened.id}
            board={board}
            port={id}
            plan={plan}
            wirings={wirings.value}
            nameOf={nameOf}
            at={trial}
            onTurn={setTrial}
            onLeave={() => setTrial(null)}
          />
        )}
      </aside>
    </div>
  );
}

interface WiresProps {
  plan: WiringPlan;
  nameOf(part: Part): string;
  done: ReadonlySet<number>;
  next: number | undefined;
  onToggle(number: number): void;
}

/** The same in words: a box to tick for each wire. */
function Wires({ plan, nameOf, done, next, onToggle }: WiresProps) {
  return (
    <div class="wiring-list">
      <ol aria-label={t('wires')} onKeyDown={moveInList}>
        {plan.wires.map((wire) => (
          <WireRow
            key={wire.number}
            wire={wire}
            name={wire.part === null ? t('breadboard') : nameOf(plan.parts[wire.part])}
            inRow={wire.part !== null && plan.rows.includes(wire.hole)}
            done={done.has(wire.number)}
            next={wire.number === next}
            onToggle={() => onToggle(wire.number)}
          />
        ))}
      </ol>
      {plan.cautions.map((caution) => (
        <p key={caution.en} class="note warn row">
          <Icon name="alert" size="s" />
          <span>{say(caution)}</span>
        </p>
      ))}
    </div>
  );
}

interface WireRowProps {
  wire: PlannedWire;
  name: string;
  /** Whether it goes to a row of the breadboard. */
  inRow: boolean;
  done: boolean;
  next: boolean;
  onToggle(): void;
}

function WireRow({ wire, name, inRow, done, next, onToggle }: WireRowProps) {
  const end = wire.part === null ? t('rowNamed', { name: wire.hole }) : say(wire.end);
  return (
    <li class={`${done ? 'done' : ''} ${next ? 'next' : ''}`}>
      <label class="row">
        <span class="wire-number" style={{ borderColor: wire.color }}>
          {wire.number}
        </span>
        <span class="grow">
          <b>{name}</b> {end}
          <span class="sr"> {t('goesTo')} </span>
        </span>
        {inRow && <span class="cap">{t('inRow')}</span>}
        <kbd class={`pin-key ${inRow ? 'shared' : ''}`}>{wire.hole}</kbd>
        <input type="checkbox" checked={done} onChange={onToggle} />
      </label>
    </li>
  );
}

/** Up and down go through the boxes; space ticks them by itself. */
function moveInList(event: KeyboardEvent): void {
  const boxes = [...(event.currentTarget as HTMLElement).querySelectorAll('input')];
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const next = boxes[boxes.indexOf(event.target as HTMLInputElement) + step];
  if (!step || !next) return;
  event.preventDefault();
  next.focus();
}

function NoParts({ project }: { project: string }) {
  return (
    <div class="stage-none panel">
      <b>{t('noParts')}</b>
      <p class="mut">{t('noPartsText')}</p>
      <a class="btn pri" href={makeUrl(project, 'blocks')}>
        <Icon name="blocks" />
        <span>{t('toBlocks')}</span>
      </a>
    </div>
  );
}
