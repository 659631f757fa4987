/** The choice where a project trains: on this computer, or on one of the clusters that were named here. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import * as api from '../../lib/api';
import { say, t } from '../../lib/texts';
import type { ClusterRoom } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import './texts';

const LOOK_MS = 5_000;

interface Times {
  /** In words; null: not known. */
  here: string | null;
  there: string | null;
}

/** Nothing is seen where no cluster is named on this computer. times: how long it takes, where that is estimated. */
export function TrainOn({ opened, times }: { opened: ProjectStore; times?: Times }) {
  const names = useClusters();
  const chosen = opened.trainOn.value;
  if (!names.length) return null;
  return (
    <div class="train-on">
      <label class="row">
        <span>{t('clusterTrainOn')}</span>
        <select
          class="choice"
          value={chosen}
          disabled={opened.run.busy.value || opened.readOnly.value}
          onChange={(event) => void opened.setTrainOn(event.currentTarget.value)}
        >
          <option value="">{t('clusterHere')}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {chosen && <Room name={chosen} times={times} />}
    </div>
  );
}

/** What the chosen cluster has, how long it takes there and here, and what waits there. */
function Room({ name, times }: { name: string; times?: Times }) {
  const room = useRoom(name);
  if (!room) return <p class="cap">{t('clusterLooking', { name })}</p>;
  if (room.text)
    return (
      <p class="row train-on-trouble" role="status">
        <Icon name="warning" size="s" class="warn-text" />
        <span>{t('clusterNotThere', { name, why: say(room.text) })}</span>
      </p>
    );
  const said = [
    room.jobs ? t('clusterBusy', { name, n: room.jobs }) : t('clusterFree', { name }),
    t('clusterCores', { n: room.processors }),
    ...(room.cards ? [t('clusterCards', { n: room.cards })] : []),
  ];
  return (
    <>
      <p class="cap" role="status">
        {said.join(' · ')}
      </p>
      {times?.here && (
        <p class="cap">
          {t('clusterTimeHere', { time: times.here })} ·{' '}
          {times.there ? t('clusterTimeThere', { time: times.there }) : t('clusterTimeUnknown')}
        </p>
      )}
    </>
  );
}

function useClusters(): string[] {
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    api.fetchClusters().then(setNames, () => undefined);
  }, []);
  return names;
}

/** Looked at again and again while it is shown; null: not known yet. */
function useRoom(name: string): ClusterRoom | null {
  const [found, setFound] = useState<{ name: string; room: ClusterRoom } | null>(null);
  useEffect(() => {
    let left = false;
    let timer = 0;
    const look = async () => {
      const room = await api.fetchClusterRoom(name).catch(() => null);
      if (left) return;
      if (room) setFound({ name, room });
      timer = window.setTimeout(look, LOOK_MS);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [name]);
  return found?.name === name ? found.room : null;
}
