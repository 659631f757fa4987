/** Which camera a drawer proposes: this computer's, seen by the browser, where there is one. */

import type * as Blockly from 'blockly/core';

const PICKER = 'pick_camera';
const [SIMULATED, BROWSER] = ['simulated', 'browser'];
let hasCamera = false;

/** Looks whether there is one. Its name and its pictures the browser keeps until it is allowed to show them. */
async function look(): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  hasCamera = devices.some(({ kind }) => kind === 'videoinput');
}

/** Keeps up with cameras that are plugged in. There are none to be seen on a page that is not secure. */
export function watchCameras(): void {
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.addEventListener('devicechange', () => void look());
  void look();
}

/** Fills the blocks of a drawer. */
export function proposeCamera(flyout: Blockly.Workspace): void {
  if (!hasCamera) return;
  for (const picker of flyout.getBlocksByType(PICKER, false))
    if (picker.getFieldValue('value') === SIMULATED) picker.setFieldValue(BROWSER, 'value');
}
