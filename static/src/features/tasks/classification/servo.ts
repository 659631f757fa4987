/** A servo that turns by the class of the answer. */

import { makeNumber, RESULT, readVariable, type Saved } from '../../project/training_program';

/** Degrees to which the first classes turn the servo. */
const ANGLES = [45, 90, 135];

/** If it is this, turn there; else, if it is that, … */
export function turnByClass(servo: string, classes: readonly string[]): Saved {
  const turned = classes.slice(0, ANGLES.length);
  const inputs = turned.map((name, place) => [
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
          inputs: { device: readVariable(servo), angle: makeNumber(ANGLES[place]) },
        },
      },
    ],
  ]);
  const extraState = turned.length > 1 ? { extraState: { elseIfCount: turned.length - 1 } } : {};
  return { type: 'controls_if', id: 'choose', ...extraState, inputs: Object.fromEntries(inputs.flat()) };
}
