/** Where pictures come from: tabs, of which one is chosen, by arrows too. */

import { type Key, t } from '../lib/texts';
import { Icon, type IconName } from './icon';

interface SourceTabsProps<S extends string> {
  all: Partial<Record<S, { icon: IconName; label: Key }>>;
  chosen: S;
  label: string;
  /** Before the ids of the tabs; `<prefix>-source` is the id of what they show. */
  prefix: string;
  onChoose(source: S): void;
}

export function SourceTabs<S extends string>({ all, chosen, label, prefix, onChoose }: SourceTabsProps<S>) {
  const names = Object.keys(all) as S[];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(chosen) + step + names.length) % names.length];
    onChoose(next);
    document.getElementById(`${prefix}-${next}`)?.focus();
  };
  return (
    <div class="seg" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {names.map((one) => (
        <button
          key={one}
          id={`${prefix}-${one}`}
          role="tab"
          aria-controls={`${prefix}-source`}
          aria-selected={one === chosen}
          tabIndex={one === chosen ? 0 : -1}
          title={t(all[one]!.label)}
          onClick={() => onChoose(one)}
        >
          <Icon name={all[one]!.icon} size="s" />
          <span>{t(all[one]!.label)}</span>
        </button>
      ))}
    </div>
  );
}
