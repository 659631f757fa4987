/** The ways to take a project along, loaded when one is gone. */

import { loadPart } from '../../components/lazy';
import type { ProjectStore } from '../../state/project_store';

/** Hands the program to the browser's downloads. */
export const exportPython = (opened: ProjectStore) => exports().then((module) => module?.exportPython(opened));
export const exportNotebook = (opened: ProjectStore) => exports().then((module) => module?.exportNotebook(opened));
/** Asks what of the project goes into a zip. */
export const showExport = (opened: ProjectStore) => exports().then((module) => module?.showExport(opened));
/** Says how what was exported is started elsewhere. */
export const showExportHelp = (opened: ProjectStore) => exports().then((module) => module?.showExportHelp(opened));

const exports = () => loadPart(() => import('./export_dialog'));
