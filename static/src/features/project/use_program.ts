/** Programs that use a trained model from its file: they train nothing. */

import { t } from '../../lib/texts';
import type { Workspace } from '../../lib/types';
import {
  CAMERA,
  FILE,
  IMAGE,
  makeWorkspace,
  openCamera,
  openFile,
  RESULT,
  type Step,
  setVariable,
  type TurnServo,
  type Variable,
  watchCamera,
} from './training_program';
import './texts';

const SERVO = 'servo';

export interface ModelUse {
  /** The model file, as programs name it. */
  file: string;
  classes: readonly string[];
  /** Numbers of the block that recognizes: what the sliders of the model are set to. */
  options: Record<string, number>;
  /** A servo on the simulated board turns by the answer; none: there is none. */
  turn?: TurnServo;
}

/** A saved workspace: the model looks through the camera, and perhaps turns a servo. */
export function makeUseProgram({ file, classes, options, turn }: ModelUse): Workspace {
  const steps: Step[] = [{ type: 'program_start', id: 'start', x: 40, y: 40 }];
  if (turn) steps.push({ type: 'board_use', id: 'board', fields: { name: 'simulated' } }, openServo());
  steps.push(openFile(file), openCamera(), watchCamera(options, FILE, turn?.(SERVO, classes) ?? null));
  return makeWorkspace(steps, listVariables(turn !== undefined));
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
