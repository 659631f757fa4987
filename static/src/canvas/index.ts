/**
 * What the page mounts: the canvas of a project, and the preview of a saved version. Loaded apart, because Blockly
 * comes with it.
 */

export { mountCanvas } from './workspace/canvas';
export { type Mark, mountPreview, type Preview } from './workspace/preview';
