/** Tabs of which one is chosen, by arrows too; with icons where they are given. */

import { type Key, t } from '../lib/texts';
import { Icon, type IconName } from './icon';

interface TabsProps<S extends string> {
  all: Partial<Record<S, Key | { icon: IconName; label: Key }>>;
  chosen: S;
  label: string;
  /** Before the ids of the tabs. */
  prefix: string;
  /** The id of what they show. */
  panel?: string;
  /** For a row that is laid out in its own way. */
  class?: string;
  onChoose(tab: S): void;
}

export function Tabs<S extends string>({
  all,
  chosen,
  label,
  prefix,
  panel = `${prefix}-panel`,
  class: own = '',
  onChoose,
}: TabsProps<S>) {
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
    <div class={`seg ${own}`} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {names.map((one) => {
        const tab = all[one]!;
        const { icon, words } =
          typeof tab === 'string' ? { icon: null, words: t(tab) } : { ...tab, words: t(tab.label) };
        return (
          <button
            key={one}
            id={`${prefix}-${one}`}
            role="tab"
            aria-controls={panel}
            aria-selected={one === chosen}
            tabIndex={one === chosen ? 0 : -1}
            title={icon ? words : undefined}
            onClick={() => onChoose(one)}
          >
            {icon && <Icon name={icon} size="s" />}
            <span>{words}</span>
          </button>
        );
      })}
    </div>
  );
}
