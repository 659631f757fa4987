/** A servo that turns by the number of the answer. */

import { makeNumber, RESULT, readVariable, type Saved } from '../../project/training_program';

/** Degrees that a servo turns to. */
const [LOWEST, HIGHEST] = [0, 180];

/** To the angle that the model says, where a servo can go. */
export function turnByNumber(servo: string): Saved {
  const number = { type: 'result_value', id: 'number', inputs: { result: readVariable(RESULT) } };
  const inputs = { VALUE: { block: number }, LOW: makeNumber(LOWEST), HIGH: makeNumber(HIGHEST) };
  const angle = { block: { type: 'math_constrain', id: 'within', inputs } };
  return { type: 'board_angle', id: 'turn', inputs: { device: readVariable(servo), angle } };
}
