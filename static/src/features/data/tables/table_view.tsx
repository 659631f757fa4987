/** A table of the project: its columns, its rows and what learns from them. */

import type { ComponentChildren, ComponentType } from 'preact';
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
import { NeighborsPanel } from './neighbors/neighbors_panel';
import { NeighborsView, PlaneMenus } from './neighbors/neighbors_view';
import { RowsView } from './rows_view';
import type { SideProps } from './side_props';
import { deleteTable, makeTableFileUrl } from './table_api';
import { getTableStore, type TableSide, type TableStore } from './table_store';
import { TreePanel } from './tree/tree_form';
import { DepthField, TreeView } from './tree/tree_view';
import '../../project/texts';
import '../texts';
import './texts';
import '../../../lib/common_texts';

interface Side {
  side: TableSide;
  icon: IconName;
  words: Key;
  /** Whether it learns to guess a column, which takes one; it has no list of columns at its side. */
  learns?: boolean;
  /** What stands in the head, in the middle and at the right. */
  Tools: ComponentType<SideProps>;
  View: ComponentType<SideProps>;
  Panel: ComponentType<SideProps>;
}

const SIDES: Side[] = [
  { side: 'rows', icon: 'grid', words: 'tableRows', Tools: TableActions, View: RowsView, Panel: ColumnPanel },
  {
    side: 'chart',
    icon: 'scatter',
    words: 'tableChart',
    Tools: TableActions,
    View: ChartView,
    Panel: CorrelationPanel,
  },
  { side: 'tree', icon: 'tree', words: 'tableTree', learns: true, Tools: DepthField, View: TreeView, Panel: TreePanel },
  {
    side: 'neighbors',
    icon: 'users',
    words: 'tableNeighbors',
    learns: true,
    Tools: PlaneMenus,
    View: NeighborsView,
    Panel: NeighborsPanel,
  },
];

export function TableView({ opened, name }: { opened: ProjectStore; name: string }) {
  const store = getDatasetStore(opened);
  const table = getTableStore(store.opened, name);
  const builtin = store.others.value.find((one) => one.name === name)?.builtin ?? false;
  useEffect(() => {
    // Programs and other windows may have written it anew.
    void table.load(builtin).then(() => {
      table.prepareLearners();
      return builtin ? store.load() : undefined;
    });
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
  const { words, learns, Tools, View, Panel } = SIDES.find((one) => one.side === props.table.side.value)!;
  return (
    <div class={`data ${learns ? 'table-learner' : 'table-page'}`}>
      <h1 class="sr">{props.table.name}</h1>
      {!learns && <ColumnList {...props} />}
      <section class="data-main" aria-label={t(words)}>
        <TableHead {...props}>
          <Tools {...props} />
        </TableHead>
        <View {...props} />
      </section>
      <Panel {...props} />
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
