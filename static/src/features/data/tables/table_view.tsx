/** A table of the project: its columns, its rows and what learns from them. */

import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { confirmAction } from '../../../components/confirm';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { Icon, type IconName } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { showToast } from '../../../components/toast';
import { describeError } from '../../../lib/api';
import { goToView } from '../../../lib/route';
import { type Key, say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { type DatasetStore, getDatasetStore } from '../store';
import { ChartView } from './chart/chart_view';
import { CorrelationPanel } from './chart/correlation_panel';
import { ColumnList } from './column_list';
import { ColumnPanel } from './column_panel';
import { TableImportButton } from './import/import_button';
import { RowsView } from './rows_view';
import type { SideProps } from './side_props';
import { deleteTable, makeTableFileUrl } from './table_api';
import { getTableStore, type TableSide, type TableStore } from './table_store';
import { TreePanel } from './tree/tree_form';
import { getTreeStore } from './tree/tree_store';
import { DepthField, TreeView } from './tree/tree_view';
import '../../project/texts';
import '../texts';
import './texts';
import '../../../lib/common_texts';

interface Side {
  side: TableSide;
  icon: IconName;
  words: Key;
  /** Whether it learns to guess a column, which takes one. */
  learns?: boolean;
}

const SIDES: Side[] = [
  { side: 'rows', icon: 'grid', words: 'tableRows' },
  { side: 'chart', icon: 'scatter', words: 'tableChart' },
  { side: 'tree', icon: 'tree', words: 'tableTree', learns: true },
];

export function TableView({ opened, name }: { opened: ProjectStore; name: string }) {
  const store = getDatasetStore(opened);
  const table = getTableStore(store.opened, name);
  const builtin = store.others.value.find((one) => one.name === name)?.builtin ?? false;
  useEffect(() => {
    // Programs and other windows may have written it anew.
    void table.load(builtin).then(() => (builtin ? store.load() : undefined));
  }, [table]);
  const about = table.about.value;
  if (!about && table.trouble.value)
    return (
      <div class="page">
        <LoadFailure trouble={table.trouble.value} onRetry={() => void table.load(builtin)} />
      </div>
    );
  if (!about) return <Loading />;
  return <Sides store={store} table={table} about={about} />;
}

function Sides(props: SideProps) {
  const { side } = props.table;
  const words = t(SIDES.find((one) => one.side === side.value)!.words);
  if (side.value === 'tree')
    return (
      <div class="data table-learner">
        <h1 class="sr">{props.table.name}</h1>
        <section class="data-main" aria-label={words}>
          <TableHead {...props}>
            <DepthField store={getTreeStore(props.table)} />
          </TableHead>
          <TreeView {...props} />
        </section>
        <TreePanel {...props} />
      </div>
    );
  const chart = side.value === 'chart';
  return (
    <div class="data table-page">
      <h1 class="sr">{props.table.name}</h1>
      <ColumnList {...props} />
      <section class="data-main" aria-label={words}>
        <TableHead {...props}>
          <TableActions {...props} />
        </TableHead>
        {chart ? <ChartView {...props} /> : <RowsView {...props} />}
      </section>
      {chart ? <CorrelationPanel {...props} /> : <ColumnPanel table={props.table} about={props.about} />}
    </div>
  );
}

/** Ways to look at the table, and what belongs to the one that is chosen. */
function TableHead({ table, about, children }: SideProps & { children: ComponentChildren }) {
  return (
    <header class="data-tools table-head">
      <div class="seg" role="group" aria-label={t('tableSides')}>
        {SIDES.map(({ side, icon, words, learns }) => (
          <button
            key={side}
            aria-pressed={table.side.value === side}
            disabled={learns && !about.target}
            title={learns && !about.target ? t('tableTargetFirst') : undefined}
            onClick={() => (table.side.value = side)}
          >
            <Icon name={icon} size="s" />
            <span>{t(words)}</span>
          </button>
        ))}
      </div>
      {children}
    </header>
  );
}

/** What can be done with the table. */
function TableActions({ store, table }: SideProps) {
  return (
    <div class="row">
      <a class="btn" href={makeTableFileUrl(table.opened.id, table.name)} download>
        <Icon name="download" />
        <span>{t('tableSave')}</span>
      </a>
      <TableImportButton opened={table.opened} />
      <Menu label={t('tableMenu')} button={<Icon name="more" />}>
        <MenuItem icon="trash" label={t('tableDelete')} onChoose={() => void removeTable(store, table)} />
      </Menu>
    </div>
  );
}

async function removeTable(store: DatasetStore, table: TableStore): Promise<void> {
  const title = t('tableDeleteTitle', { name: table.name });
  if (!(await confirmAction({ title, text: t('tableDeleteText'), act: t('tableDelete') }))) return;
  try {
    await deleteTable(table.opened.id, table.name);
    table.about.value = null;
    goToView(table.opened.id, 'data');
    await store.load(null);
  } catch (error) {
    showToast(say(describeError(error)));
  }
}
