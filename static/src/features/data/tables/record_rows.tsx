/** Rows from a sensor: a program that reads it, shows the growing table and keeps it. */

import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import { goToProject, makeUrl } from '../../../lib/route';
import { t } from '../../../lib/texts';
import type { Workspace } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { getBlock, makeNumber, makeText, makeWorkspace, type Saved, setVariable } from '../../project/training_program';
import '../../project/texts';
import './kind_texts';
import '../../../lib/common_texts';

const [SENSOR, TABLE, NUMBER] = ['sensor', 'table', 'number'];
const ROWS = 30;
const SECONDS = 0.5;
const FILE = 'data/sensor.csv';

export function RecordWay({ opened }: { opened: ProjectStore }) {
  return (
    <p class="row data-way-more">
      <span class="mut">{t('recordText')}</span>
      <RecordButton opened={opened} />
    </p>
  );
}

/** An empty program becomes the one that records; beside another one the way leads to the devices. */
function RecordButton({ opened }: { opened: ProjectStore }) {
  const words = (
    <>
      <Icon name="cpu" />
      <span>{t('recordRows')}</span>
    </>
  );
  if (!opened.isEmpty.value || opened.readOnly.value || opened.project.damaged)
    return (
      <a class="btn" href={makeUrl(opened.id, 'devices')}>
        {words}
      </a>
    );
  const begin = async () => {
    goToProject(opened.id);
    const canvas = await opened.requireCanvas();
    canvas.load(makeRecording());
    opened.handleChange(canvas.save());
    showToast(t('recordReady', { n: ROWS }), { label: t('run'), run: () => void opened.start() });
  };
  return (
    <button class="btn" disabled={opened.run.busy.value} onClick={() => void begin()}>
      {words}
    </button>
  );
}

/** A saved workspace: the knob of the simulated board is read again and again, a row each time. */
function makeRecording(): Workspace {
  const sensor = { type: 'sensor_new', id: 'sensor', fields: { kind: 'Potentiometer' }, inputs: { pin: pick('A0') } };
  const columns = makeList('columns', makeText(t('recordNumber')), makeText(t('recordValue')));
  const value = { type: 'sensor_read', id: 'read', fields: { reading: 'value' }, inputs: { sensor: use(SENSOR) } };
  const row = makeList('row', use(NUMBER), { block: value });
  const wait = { type: 'program_wait', id: 'wait', inputs: { seconds: makeNumber(SECONDS) } };
  const show = { type: 'show_content', id: 'show', inputs: { content: use(TABLE) }, next: { block: wait } };
  const add = { type: 'table_add_row', id: 'add', inputs: { table: use(TABLE), row }, next: { block: show } };
  const counted = { FROM: makeNumber(1), TO: makeNumber(ROWS), BY: makeNumber(1), DO: { block: add } };
  return makeWorkspace(
    [
      { type: 'program_start', id: 'start', x: 40, y: 40 },
      { type: 'board_use', id: 'board', fields: { name: 'simulated' } },
      setVariable(SENSOR, sensor),
      setVariable(TABLE, { type: 'table_new', id: 'table', inputs: { columns } }),
      { type: 'controls_for', id: 'repeat', fields: { VAR: { id: NUMBER }, DIRECTION: 'UP' }, inputs: counted },
      { type: 'table_save', id: 'save', inputs: { table: use(TABLE), path: makeText(FILE) } },
    ],
    [
      { id: SENSOR, name: t('recordSensor') },
      { id: TABLE, name: t('recordTable') },
      { id: NUMBER, name: t('recordNumber') },
    ],
  );
}

const use = (id: string) => ({ block: getBlock(id) });
const pick = (value: string) => ({ shadow: { type: 'pick_pin', fields: { value } } });

function makeList(id: string, first: Saved, second: Saved) {
  const block = {
    type: 'lists_create_with',
    id,
    extraState: { itemCount: 2 },
    inputs: { ADD0: first, ADD1: second },
  };
  return { block };
}
