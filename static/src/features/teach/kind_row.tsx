/** The row of kinds: each a tab, with the number of its samples. Choosing one asks nothing and deletes nothing. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import { KINDS } from './kinds';
import type { TeachKind } from './kinds/part';
import type { KindsStore } from './kinds_store';
import './texts';

interface RowProps {
  kinds: KindsStore;
  chosen: TeachKind;
}

export function KindRow({ kinds, chosen }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tab = document.getElementById(`teach-kind-${chosen.name}`);
    if (tab && row.current) row.current.scrollLeft = tab.offsetLeft - row.current.clientWidth / 2 + tab.offsetWidth / 2;
  }, [chosen.name]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = KINDS.indexOf(kinds.coming ?? chosen);
    const moves: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: KINDS.length - 1 };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    void choose(KINDS[(to + KINDS.length) % KINDS.length]);
  };
  const choose = async (kind: TeachKind) => {
    await kinds.choose(kind);
    if (!kinds.coming)
      document.getElementById(`teach-kind-${kinds.chosen.peek()?.name}`)?.focus({ preventScroll: true });
  };
  return (
    <div class="teach-kinds">
      <span class="teach-kinds-title" aria-hidden="true">
        {t('teachKind')}
      </span>
      <div class="teach-kinds-row" role="tablist" aria-label={t('teachKind')} ref={row} onKeyDown={onKeyDown}>
        {KINDS.map((kind) => {
          const count = kinds.count(kind);
          return (
            <button
              key={kind.name}
              id={`teach-kind-${kind.name}`}
              class="teach-kind-tab"
              role="tab"
              aria-controls="teach-kind-panel"
              aria-selected={kind === chosen}
              aria-label={count ? t('teachKindCount', { name: t(kind.label), n: count }) : t(kind.label)}
              title={t(kind.label)}
              tabIndex={kind === chosen ? 0 : -1}
              disabled={kind !== chosen && !kinds.changeable.value}
              onClick={() => void choose(kind)}
            >
              <Icon name={kind.icon} />
              <span>{t(kind.label)}</span>
              {count > 0 && <b class="num">{count}</b>}
            </button>
          );
        })}
      </div>
    </div>
  );
}
