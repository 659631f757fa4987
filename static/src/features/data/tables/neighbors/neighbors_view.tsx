/** What the nearest rows of a table answer, in the plane of two columns. */

import { useEffect } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import { t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { ClassLegend } from '../marks';
import type { SideProps } from '../side_props';
import { TooFew } from '../too_few';
import { getNeighborsStore, listAxes, type PlaneAxes } from './neighbors_store';
import { PlaneDrawing } from './plane_drawing';
import '../chart/texts';
import '../tree/texts';
import './texts';

export function NeighborsView({ table, about }: SideProps) {
  const store = getNeighborsStore(table);
  useEffect(() => store.load(about), [store, about]);
  const [axes, plane] = [store.axes.value, store.plane.value];
  if (store.trouble.value) return <LoadFailure trouble={store.trouble.value} onRetry={() => store.load(about)} />;
  if (listAxes(about).length < 2) return <p class="table-few">{t('neighborsTwo')}</p>;
  if (!axes || !plane) return <Loading />;
  if (!plane.enough) return <TooFew few={plane.few} numbers={!plane.classes.length} />;
  const target = findColumn(about, about.target);
  return (
    <>
      <div class="chart-view">
        {target && <ClassLegend column={target} names={plane.classes} />}
        <PlaneDrawing store={store} about={about} axes={axes} plane={plane} />
      </div>
      <footer class="row table-strip tree-strip">
        <span class="cap grow">{t('neighborsDrag')}</span>
        {plane.left > 0 && <span class="cap num">{t('treeLeft', { n: plane.left })}</span>}
        {plane.used < about.rows - plane.left && (
          <span class="cap num">{t('rowsUsed', { n: about.rows, k: plane.used })}</span>
        )}
      </footer>
    </>
  );
}

/** Which columns the plane has. */
export function PlaneMenus({ table, about }: SideProps) {
  const store = getNeighborsStore(table);
  const axes = store.axes.value;
  if (!axes) return null;
  const menu = (axis: keyof PlaneAxes, label: string) => (
    <select
      class="choice"
      aria-label={label}
      value={axes[axis]}
      onChange={(event) => store.turn(axis, event.currentTarget.value)}
    >
      {listAxes(about).map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
  return (
    <div class="row neighbors-menus">
      {menu('x', t('chartAcross'))}
      <span aria-hidden="true">×</span>
      {menu('y', t('chartUp'))}
    </div>
  );
}
