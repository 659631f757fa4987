/** A row made in a form of the table's columns, its answer, and the way to it. */

import { Icon } from '../../../../components/icon';
import type { TableAbout, TableTree } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { LeakFinding } from '../column_panel';
import { ClassMark, findClass, getMarkColor } from '../marks';
import { RowFields } from '../row_fields';
import type { SideProps } from '../side_props';
import { getTreeStore, type TreeStore } from './tree_store';
import { describeAnswer, describeShare, describeSteps } from './tree_words';
import '../texts';
import './texts';

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
        <RowFields
          fields={tree.fields}
          first={new Set(tree.nodes.map(({ column }) => column))}
          values={store.values}
          findColumn={(name) => findColumn(about, name)!}
          onChange={(name, value) => store.setValue(name, value)}
        />
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
