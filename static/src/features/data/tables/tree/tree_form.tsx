/** A row made in a form of the table's columns, its answer, and the way to it. */

import { Icon } from '../../../../components/icon';
import type { TableAbout, TableField, TableTree } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { LeakFinding } from '../column_panel';
import { ClassMark, findClass, formatCell, getMarkColor } from '../marks';
import type { SideProps } from '../side_props';
import { getTreeStore, type TreeStore } from './tree_store';
import { describeAnswer, describeShare, describeSteps } from './tree_words';
import '../texts';
import './texts';

const MOST_FIELDS = 8;
const MOST_SEGMENTS = 3;

interface FormProps {
  store: TreeStore;
  tree: TableTree;
  about: TableAbout;
}

export function TreePanel({ table, about }: SideProps) {
  const store = getTreeStore(table);
  const tree = store.tree.value;
  if (!tree?.enough) return <aside class="data-side table-side" />;
  const leak = about.columns.find(({ name }) => about.leaks.includes(name));
  const { length: n } = tree.mistakes;
  return (
    <aside class="data-side table-side" aria-label={t('treeNewRow')}>
      <h2 class="row table-side-head">
        <Icon name="pencil" />
        <span>{t('treeNewRow')}</span>
      </h2>
      <div class="table-side-body">
        {leak && <LeakFinding table={table} about={about} column={leak} />}
        <Fields store={store} tree={tree} about={about} />
        <Answer store={store} tree={tree} about={about} />
        <Steps store={store} tree={tree} about={about} />
      </div>
      {n > 0 && (
        <footer class="table-side-foot">
          <button class="btn pri" onClick={() => table.showOnly(tree.mistakes)}>
            <Icon name="notebook" />
            <span>{t(tree.classes.length ? 'treeMistakes' : 'treeFarthest', { n })}</span>
          </button>
        </footer>
      )}
    </aside>
  );
}

/** At most eight; where there are more, first those that the tree asks. */
function Fields({ store, tree, about }: FormProps) {
  const asked = new Set(tree.nodes.map(({ column }) => column));
  const ordered =
    tree.fields.length <= MOST_FIELDS
      ? tree.fields
      : [...tree.fields].sort((a, b) => Number(asked.has(b.name)) - Number(asked.has(a.name)));
  const others = ordered.slice(MOST_FIELDS);
  const show = (field: TableField) => <Field key={field.name} store={store} about={about} field={field} />;
  return (
    <div class="tree-form">
      {ordered.slice(0, MOST_FIELDS).map(show)}
      {others.length > 0 && (
        <details>
          <summary>{t('treeOthers', { n: others.length })}</summary>
          {others.map(show)}
        </details>
      )}
    </div>
  );
}

function Field({ store, about, field }: { store: TreeStore; about: TableAbout; field: TableField }) {
  const { name, values } = field;
  return values ? (
    <Choice store={store} name={name} values={values} />
  ) : (
    <Slider store={store} about={about} field={field} />
  );
}

function Slider({
  store,
  about,
  field: { name, low, high },
}: {
  store: TreeStore;
  about: TableAbout;
  field: TableField;
}) {
  const column = findColumn(about, name)!;
  const value = Number(store.values.value.get(name));
  const change = (text: string) => {
    const number = Number(text.replace(',', '.'));
    if (text.trim() && Number.isFinite(number)) store.setValue(name, number);
  };
  return (
    <div class="tree-field">
      <span class="ell" title={name}>
        {name}
      </span>
      <input
        type="range"
        aria-label={name}
        min={low}
        max={high}
        step={10 ** -column.decimals}
        value={value}
        onInput={(event) => store.setValue(name, Number(event.currentTarget.value))}
      />
      <input
        type="text"
        inputMode="decimal"
        class="num"
        aria-label={[name, column.unit].filter(Boolean).join(' · ')}
        value={formatCell(column, value, 6)}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}

function Choice({ store, name, values }: { store: TreeStore; name: string; values: string[] }) {
  const chosen = String(store.values.value.get(name));
  return (
    <div class="tree-field choice-field">
      <span class="ell" title={name}>
        {name}
      </span>
      {values.length <= MOST_SEGMENTS ? (
        <div class="seg" role="group" aria-label={name}>
          {values.map((value) => (
            <button key={value} aria-pressed={value === chosen} onClick={() => store.setValue(name, value)}>
              <span class="ell">{value}</span>
            </button>
          ))}
        </div>
      ) : (
        <select
          class="choice"
          aria-label={name}
          value={chosen}
          onChange={(event) => store.setValue(name, event.currentTarget.value)}
        >
          {values.map((value) => (
            <option key={value}>{value}</option>
          ))}
        </select>
      )}
    </div>
  );
}

function Answer({ store, tree, about }: FormProps) {
  const end = store.path.value.at(-1);
  if (!end) return null;
  const target = findColumn(about, about.target)!;
  const place = tree.classes.length ? findClass(target, end.answer) : -1;
  const color = place < 0 ? 'var(--brand)' : getMarkColor(place);
  const asked = new Set(store.path.value.flatMap(({ column }) => column ?? []));
  return (
    <>
      {asked.size < tree.fields.length && (
        <p class="cap">{asked.size ? t('treeOnly', { c: [...asked].join(t('numberComma')) }) : t('treeNone')}</p>
      )}
      <output class="row tree-result" style={{ '--class': color }} aria-live="polite">
        {place >= 0 && <ClassMark number={place} />}
        <b class="ell grow">{describeAnswer(about, end)}</b>
        <span class="num">{describeShare(about, tree, end)}</span>
      </output>
    </>
  );
}

function Steps({ store, about }: FormProps) {
  const steps = describeSteps(about, store.path.value, store.values.value);
  if (!steps.length) return null;
  return (
    <section>
      <h3>{t('treeHow')}</h3>
      <ol class="tree-steps">
        {steps.map(({ words, yes }, at) => (
          <li key={`${at} ${words}`} class="row">
            <span class="tree-step num">{at + 1}</span>
            <span class="grow">{words}</span>
            <span class="tree-answer lit">{t(yes ? 'treeYes' : 'treeNo')}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
