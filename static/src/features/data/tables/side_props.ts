/** What each way to look at a table is given. */

import type { TableAbout } from '../../../lib/dataset_types';
import type { DatasetStore } from '../store';
import type { TableStore } from './table_store';

export interface SideProps {
  store: DatasetStore;
  table: TableStore;
  about: TableAbout;
}
