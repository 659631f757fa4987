/** Programs that use a trained model from its file: they train nothing. */

import { t } from '../../lib/texts';
import type { Task, Workspace } from '../../lib/types';
import {
  CAMERA,
  FILE,
  IMAGE,
  makeNumber,
  makeWorkspace,
  openCamera,
  openFile,
  RESULT,
  readVariable,
  type Saved,
  type Step,
  setVariable,
  type Variable,
  watchCamera,
} from './training_program';
import './texts';

const SERVO = 'servo';
/** Degrees to which the first classes turn the servo. */
const ANGLES = [45, 90, 135];

/** Degrees that a servo turns to. */
const [LOWEST, HIGHEST] = [0, 180];

export interface ModelUse {
  /** The model file, as programs name it. */
  file: string;
  task: Task;
  classes: readonly string[];
  /** Numbers of the block that recognizes: what the sliders of the model are set to. */
  options: Record<string, number>;
  /** A servo on the simulated board turns by the answer. */
  servo: boolean;
}

/** A saved workspace: the model looks through the camera, and perhaps turns a servo. */
export function makeUseProgram({ file, task, classes, options, servo }: ModelUse): Workspace {
  const steps: Step[] = [{ type: 'program_start', id: 'start', x: 40, y: 40 }];
  if (servo) steps.push({ type: 'board_use', id: 'board', fields: { name: 'simulated' } }, openServo());
  const turn = task === 'regression' ? turnByNumber : () => turnServo(classes.slice(0, ANGLES.length));
  const turning = servo ? turn() : null;
  steps.push(openFile(file), openCamera(), watchCamera(options, FILE, turning));
  return makeWorkspace(steps, listVariables(servo));
}

function listVariables(servo: boolean): Variable[] {
  const names = [
    { id: FILE, name: t('variableFile') },
    { id: CAMERA, name: t('variableCamera') },
    { id: IMAGE, name: t('variableImage') },
    { id: RESULT, name: t('variableResult') },
  ];
  return servo ? [...names, { id: SERVO, name: t('variableServo') }] : names;
}

function openServo(): Step {
  const pin = { shadow: { type: 'pick_pin', fields: { value: '9' } } };
  return setVariable(SERVO, { type: 'board_servo', id: 'servo', inputs: { pin } });
}

/** To the angle that the model says, where a servo can go. */
function turnByNumber(): Saved {
  const number = { type: 'result_value', id: 'number', inputs: { result: readVariable(RESULT) } };
  const inputs = { VALUE: { block: number }, LOW: makeNumber(LOWEST), HIGH: makeNumber(HIGHEST) };
  const angle = { block: { type: 'math_constrain', id: 'within', inputs } };
  return { type: 'board_angle', id: 'turn', inputs: { device: readVariable(SERVO), angle } };
}

/** If it is this, turn there; else, if it is that, … */
function turnServo(classes: readonly string[]): Saved {
  const inputs = classes.map((name, place) => [
    [
      `IF${place}`,
      {
        block: {
          type: 'result_recognized',
          id: `is_${place}`,
          inputs: { result: readVariable(RESULT), label: { shadow: { type: 'pick_label', fields: { value: name } } } },
        },
      },
    ],
    [
      `DO${place}`,
      {
        block: {
          type: 'board_angle',
          id: `turn_${place}`,
          inputs: { device: readVariable(SERVO), angle: makeNumber(ANGLES[place]) },
        },
      },
    ],
  ]);
  const extraState = classes.length > 1 ? { extraState: { elseIfCount: classes.length - 1 } } : {};
  return { type: 'controls_if', id: 'choose', ...extraState, inputs: Object.fromEntries(inputs.flat()) };
}
