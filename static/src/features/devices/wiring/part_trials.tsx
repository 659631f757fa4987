/** Part by part: each is tried, and a child says whether it did what it should; where not, what to look at first. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import type { BoardSpec, Part, PartTrial, Wiring } from '../../../lib/board_types';
import { say, t } from '../../../lib/texts';
import { SIMULATED } from '../../../state/simulated_board';
import { sanitize } from '../../../state/text_log';
import { ProblemText } from '../problem';
import type { WiringPlan } from './plan_wires';
import '../texts';
import './texts';

/** How often a sensor is read anew while its turn is. */
const READ_EVERY_MS = 1000;

interface PartTrialsProps {
  project: string;
  board: BoardSpec;
  /** Where the board is; the board on the screen is at none. */
  port: string;
  plan: WiringPlan;
  wirings: Record<string, Wiring>;
  nameOf(part: Part): string;
  /** Whose turn it is; the number of parts when all have been tried. */
  at: number;
  onTurn(at: number): void;
  onLeave(): void;
}

export function PartTrials(props: PartTrialsProps) {
  const { plan, at, onTurn, onLeave, nameOf } = props;
  const [worked, setWorked] = useState<readonly boolean[]>([]);
  const answer = (yes: boolean) => {
    setWorked([...worked.slice(0, at), yes]);
    onTurn(at + 1);
  };
  return (
    <>
      <ol class="trial-list" aria-label={t('testEach')}>
        {plan.parts.map((part, index) => (
          <li key={index} class={index < at ? 'past' : ''} aria-current={index === at ? 'step' : undefined}>
            <Icon name={index >= at ? 'timer' : worked[index] ? 'ok' : 'alert'} />
            <div class="grow">
              <b>{nameOf(part)}</b>
              {index === at && <Trial key={index} {...props} part={part} onAnswer={answer} />}
              {index < at && <span class="cap"> {t(worked[index] ? 'trialWorked' : 'trialFailed')}</span>}
            </div>
          </li>
        ))}
      </ol>
      <footer class="row wiring-foot">
        {at >= plan.parts.length && (
          <button class="btn" onClick={() => onTurn(0)}>
            <Icon name="refresh" />
            <span>{t('testAgain')}</span>
          </button>
        )}
        <button class={`btn grow ${at >= plan.parts.length ? 'pri' : ''}`} onClick={onLeave}>
          <span>{t('backToWires')}</span>
        </button>
      </footer>
    </>
  );
}

interface TrialProps extends PartTrialsProps {
  part: Part;
  onAnswer(yes: boolean): void;
}

function Trial({ project, board, port, plan, wirings, part, onAnswer }: TrialProps) {
  const [told, setTold] = useState<PartTrial | null>(null);
  const [round, setRound] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let later = 0;
    const run = async () => {
      const found = await tryPart(project, board, port, part);
      if (gone) return;
      setTold(found);
      if (found.seen) later = window.setTimeout(() => void run(), READ_EVERY_MS);
    };
    void run();
    return () => {
      gone = true;
      clearTimeout(later);
    };
  }, [round]);
  const again = () => {
    setTold(null);
    setFailed(false);
    setRound(round + 1);
  };
  if (!told)
    return (
      <p role="status" class="cap">
        {t('trialRuns')}
      </p>
    );
  if (told.error)
    return (
      <>
        <ProblemText error={told.error} hint={told.hint} />
        <Answers onAgain={again} onNo={() => onAnswer(false)} />
      </>
    );
  return (
    <>
      {told.seen ? (
        <p class="trial-seen" role="status">
          {t('trialReads')} <b>{sanitize(say(told.seen))}</b>
        </p>
      ) : (
        <p role="status">{t('trialDone')}</p>
      )}
      {failed ? (
        <>
          <Causes plan={plan} part={part} wiring={wirings[part.kind]} />
          <Answers onAgain={again} onNo={() => onAnswer(false)} />
        </>
      ) : (
        <p class="row trial-answers">
          <button class="btn pri" onClick={() => onAnswer(true)}>
            <Icon name="check" />
            <span>{t(told.seen ? 'readsRight' : 'itMoved')}</span>
          </button>
          <button class="btn" onClick={() => setFailed(true)}>
            <span>{t(told.seen ? 'readsWrong' : 'itDidNot')}</span>
          </button>
          {!told.seen && (
            <button class="btn ghost ic" aria-label={t('trialAgain')} title={t('trialAgain')} onClick={again}>
              <Icon name="refresh" />
            </button>
          )}
        </p>
      )}
    </>
  );
}

function Answers({ onAgain, onNo }: { onAgain(): void; onNo(): void }) {
  return (
    <p class="row trial-answers">
      <button class="btn pri" onClick={onAgain}>
        <Icon name="refresh" />
        <span>{t('trialAgain')}</span>
      </button>
      <button class="btn" onClick={onNo}>
        <span>{t('trialSkip')}</span>
      </button>
    </p>
  );
}

/** The likeliest first: the wire of each pin, the ground, the current, then what is special about the part. */
function Causes({ plan, part, wiring }: { plan: WiringPlan; part: Part; wiring: Wiring | undefined }) {
  const own = plan.wires.filter((wire) => wire.part === plan.parts.indexOf(part));
  const isPower = (hole: string) => hole === 'GND' || hole === '5V' || hole === '3V3';
  const rank = (hole: string) => (!isPower(hole) ? 0 : hole === 'GND' ? 1 : 2);
  const sorted = [...own].sort((a, b) => rank(a.hole) - rank(b.hole));
  return (
    <ol class="trial-causes">
      {sorted.map((wire) => (
        <li key={wire.number}>{t('lookAtWire', { end: say(wire.end), hole: wire.hole })}</li>
      ))}
      <li>{wiring?.caution ? say(wiring.caution) : t('lookAtLegs')}</li>
    </ol>
  );
}

const tryPart = async (project: string, board: BoardSpec, port: string, part: Part): Promise<PartTrial> => {
  try {
    return await api.tryPart(project, {
      board: board.name,
      port: board.name === SIMULATED ? SIMULATED : port,
      part: { kind: part.kind, pins: part.pins, options: part.options ?? {} },
    });
  } catch (error) {
    return { seen: null, error: api.describeError(error), hint: null };
  }
};
