/**
 * The board in the results: its parts beside the program, small, so that the servo is seen to turn where Run is
 * pressed.
 */

import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { makeUrl } from '../../lib/route';
import { recall, remember } from '../../lib/storage';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { SIMULATED } from '../../state/simulated_board';
import { useBoard } from './board_state';
import { useBuzzerSound } from './buzzer_sound';
import { PartCard } from './card';
import { MuteButton } from './mute_button';
import { useDevices } from './program_devices';
import { getBoardName } from './readings';
import { SmallBoard } from './small_board';
import { collectParts } from './used_pins';
import { findBoard } from './which_board';
import './texts';

const FOLDED = 'board:folded';
/** More parts than this stand in two rows, in the narrow panel of a tablet and in the wider one of a laptop. */
const [NARROW_ROW, WIDE_ROW] = [3, 4];

/** foldable: above other results, where it may be in the way. */
export function BoardPanel({ opened, foldable = false }: { opened: ProjectStore; foldable?: boolean }) {
  const [folded, setFolded] = useState(() => recall(FOLDED, false));
  const used = findBoard(opened);
  const feed = useBoard(used?.topic ?? null);
  const real = used !== null && used.name !== SIMULATED;
  const { boards } = useDevices(used !== null);
  const state = feed?.state.value ?? null;
  const parts = used ? collectParts(opened, state) : [];
  useBuzzerSound(real ? null : feed, parts);
  if (!used) return null;
  const open = !foldable || !folded;
  const fold = () => {
    setFolded(!folded);
    remember(FOLDED, !folded);
  };
  const name = getBoardName(used.name, boards);
  const trouble = feed?.trouble.value;
  return (
    <section
      class={`board-panel ${foldable ? getCrowding(parts.length) : ''}`}
      aria-label={name}
      style={{ '--cards': open ? Math.max(1, parts.length) : 2 }}
    >
      <header class="row">
        <Icon name="cpu" size="s" />
        <b class="ell">{name}</b>
        <span class="grow" />
        {state && !state.plugged && (
          <span class="pill board-out" title={t('cableOut')}>
            <Icon name="unplugged" size="s" />
            <span class="board-out-words">{t('cableOut')}</span>
          </span>
        )}
        {!real && <MuteButton parts={parts} kind="btn ghost ic" />}
        <a
          class="btn ghost ic"
          href={makeUrl(opened.id, 'devices', real ? used.port : SIMULATED)}
          aria-label={t('openDevices')}
          title={t('openDevices')}
        >
          <Icon name="maximize" size="s" />
        </a>
        {foldable && (
          <button
            class="btn ghost ic"
            aria-expanded={open}
            aria-label={t(open ? 'foldBoard' : 'unfoldBoard')}
            title={t(open ? 'foldBoard' : 'unfoldBoard')}
            onClick={fold}
          >
            <Icon name={open ? 'chevronUp' : 'chevronDown'} size="s" />
          </button>
        )}
      </header>
      {open && trouble && (
        <p class="board-said" role="alert">
          {say(trouble)}
        </p>
      )}
      {open &&
        (parts.length ? (
          <ul class="part-cards">
            {parts.map((part) => (
              <PartCard key={`${part.kind} ${JSON.stringify(part.pins)}`} feed={feed} part={part} simulated={!real} />
            ))}
          </ul>
        ) : (
          <p class="board-said cap">{t('noParts')}</p>
        ))}
      {open && <SmallBoard name={name} board={boards.find((one) => one.name === used.name) ?? null} parts={parts} />}
    </section>
  );
}

function getCrowding(parts: number): string {
  return parts > WIDE_ROW ? 'two-rows' : parts > NARROW_ROW ? 'two-narrow-rows' : '';
}
