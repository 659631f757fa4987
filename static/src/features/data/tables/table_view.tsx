/** A table of the project: its columns, its rows and what learns from them. */

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
import { ColumnList } from './column_list';
import { ColumnPanel } from './column_panel';
import { TableImportButton } from './import/import_button';
import { RowsView } from './rows_view';
import type { SideProps } from './side_props';
import { deleteTable, makeTableFileUrl } from './table_api';
import { getTableStore, type TableSide, type TableStore } from './table_store';
import '../../project/texts';
import '../texts';
import './texts';
import '../../../lib/common_texts';

const SIDES: { side: TableSide; icon: IconName; words: Key }[] = [{ side: 'rows', icon: 'grid', words: 'tableRows' }];

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
  return (
    <div class={`data table-page side-${side.value}`}>
      <h1 class="sr">{props.table.name}</h1>
      <ColumnList {...props} />
      <section class="data-main" aria-label={t(SIDES.find((one) => one.side === side.value)!.words)}>
        <TableHead {...props} />
        <RowsView {...props} />
      </section>
      <ColumnPanel table={props.table} about={props.about} />
    </div>
  );
}

/** Ways to look at the table, and what can be done with it. */
export function TableHead({ store, table }: SideProps) {
  return (
    <header class="data-tools table-head">
      <div class="seg" role="group" aria-label={t('tableSides')}>
        {SIDES.map(({ side, icon, words }) => (
          <button key={side} aria-pressed={table.side.value === side} onClick={() => (table.side.value = side)}>
            <Icon name={icon} size="s" />
            <span>{t(words)}</span>
          </button>
        ))}
      </div>
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
    </header>
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
