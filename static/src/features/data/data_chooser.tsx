/** Which data set, or what else lies in Data, is looked at. */

import { goToView } from '../../lib/route';
import { lang, say, t } from '../../lib/texts';
import { listDataKinds } from './data_kinds';
import type { DatasetStore } from './store';
import './texts';

export function DataChooser({ store, name }: { store: DatasetStore; name: string }) {
  const sets = store.sets.value ?? [];
  const options = (builtin: boolean) =>
    sets
      .filter((one) => one.builtin === builtin)
      .map((one) => (
        <option key={one.name} value={one.name}>
          {builtin ? say(one.title) : one.name}
        </option>
      ));
  return (
    <select
      class="choice grow"
      key={lang.value}
      aria-label={t('dataSet')}
      title={name}
      value={name}
      onChange={(event) => goToView(store.opened.id, 'data', event.currentTarget.value)}
    >
      {options(false)}
      {listDataKinds().map((kind, at) => (
        <KindOptions key={at} title={kind.titles().own} store={store} owns={kind.owns} builtin={false} />
      ))}
      {sets.some((one) => one.builtin) && <optgroup label={t('samples')}>{options(true)}</optgroup>}
      {listDataKinds().map((kind, at) => (
        <KindOptions key={at} title={kind.titles().samples} store={store} owns={kind.owns} builtin />
      ))}
    </select>
  );
}

interface KindProps {
  title: string;
  store: DatasetStore;
  owns(name: string): boolean;
  builtin: boolean;
}

function KindOptions({ title, store, owns, builtin }: KindProps) {
  const found = store.others.value.filter((one) => owns(one.name) && one.builtin === builtin);
  if (!found.length) return null;
  return (
    <optgroup label={title}>
      {found.map((one) => (
        <option key={one.name} value={one.name}>
          {say(one.title)}
        </option>
      ))}
    </optgroup>
  );
}
