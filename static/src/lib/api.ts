/** Talking to the server over HTTP. Every failure is an `ApiError` with a sentence in both languages. */

import { signal } from '@preact/signals';
import type { Devices, PartTrial, Port } from './board_types';
import type { Dataset, Job, JobStarted, PossibleJob } from './dataset_types';
import { dropDraft } from './draft';
import { getKeyHeader, setClock, signUrl } from './security/page_key';
import { both } from './texts';
import type {
  Choices,
  ClusterRoom,
  DeviceName,
  DoctorReport,
  Example,
  ImportedProject,
  ImportState,
  Language,
  Level,
  LibraryRow,
  ModelFile,
  ModelPath,
  NetworkAddress,
  NetworkCosts,
  Project,
  ProjectCard,
  ProjectLearning,
  RenamedFile,
  RowAnswer,
  RunRow,
  RunSummary,
  SavedProgram,
  Session,
  StartedRun,
  StepRequest,
  TestedModel,
  Text,
  TrashRow,
  Version,
  VersionRow,
  Workspace,
} from './types';
import type { Vocabulary } from './vocabulary';
import './common_texts';
import { PROTOCOL_VERSION, type RunEvent } from './messages';
import type { AnyEvaluation, BinnedModel, BinnedModelId, ExportPart, ExportSizes, TrainingHistory } from './types';

export type { BinnedModel, ExportPart, ExportSizes };

/** The studio was updated since this page was loaded: nothing that this page changes is taken any more. */
export const outdated = signal(false);
/** This window's own name among all windows. */
export const pageId = Math.random().toString(36).slice(2);
let loadedFrom = '';

export class ApiError extends Error {
  /** status: the HTTP status, or 0 when the server could not be reached. */
  constructor(
    readonly status: number,
    readonly text: Text,
    readonly body: Record<string, unknown> = {},
  ) {
    super(text.en);
  }
}

export function describeError(error: unknown): Text {
  return error instanceof ApiError ? error.text : both('ours');
}

function toApiError(status: number, body: Record<string, unknown>): ApiError {
  if (status === 412) outdated.value = true;
  const message = String(body.error ?? status);
  return new ApiError(status, (body.text as Text | undefined) ?? { zh: message, en: message }, body);
}

/** What a change must bring beside the key: proof that the page itself sends it, and which page that is. */
const makeHeaders = () => ({ ...getKeyHeader(), 'X-Sunmao': '1', 'X-Sunmao-Page': `${loadedFrom} ${pageId}` });

/** One request; `makeProjectPath` and `encodePath` put the paths below together. Rejects with an ApiError. */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  more: Pick<RequestInit, 'keepalive' | 'signal'> = {},
): Promise<T> {
  // A form names its type itself, and a picture brings its own.
  const whole = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = method === 'GET' ? getKeyHeader() : makeHeaders();
  if (body !== undefined && !whole) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      ...more,
      method,
      headers,
      body: whole ? body : body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (more.signal?.aborted) throw error;
    throw new ApiError(0, both('offline'));
  }
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw toApiError(response.status, answer ?? {});
  // Every answer is JSON: the studio went away in the middle of this one.
  if (answer === undefined) throw new ApiError(0, both('offline'));
  return answer as T;
}

export const makeProjectPath = (id: string, rest = '') => `/api/projects/${encodeURIComponent(id)}${rest}`;
const makeRunPath = (id: string, number: string, rest = '') =>
  makeProjectPath(id, `/runs/${encodeURIComponent(number)}${rest}`);
export const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** The changes that are under way: a list that overtook them would show what was before. */
let changing: Promise<unknown> = Promise.resolve();
function trackChange<T>(sent: Promise<T>): Promise<T> {
  changing = Promise.allSettled([changing, sent]);
  return sent;
}
/** Sends a change after those before it, so that the last one stands. */
const runInTurn = <T>(ask: () => Promise<T>) => trackChange(changing.then(ask));

export async function fetchSession(): Promise<Session> {
  const answer = await send<Session>('GET', '/api/session');
  setClock(answer.clock);
  loadedFrom ||= answer.version;
  if (answer.version !== loadedFrom || answer.protocol !== PROTOCOL_VERSION) outdated.value = true;
  return answer;
}
/** Arrives also when the page is left at once. */
export const putSettings = (settings: { lang?: Language; level?: Level }) =>
  send('PUT', '/api/settings', settings, { keepalive: true });
export const fetchVocabulary = (lang: Language) => send<Vocabulary>('GET', `/api/vocabulary?lang=${lang}`);
export const fetchNetwork = () => send<NetworkAddress>('GET', '/api/network');
export const switchNetwork = (open: boolean) => send<NetworkAddress>('PUT', '/api/network', { open });
/** The names of the clusters that train, given on the studio's computer. */
export const fetchClusters = () => send<string[]>('GET', '/api/clusters');
export const fetchClusterRoom = (name: string) => send<ClusterRoom>('GET', `/api/clusters/${encodeURIComponent(name)}`);
/** What this device is called, here and with the pictures that it brings. */
export const renameDevice = (name: string) => send<DeviceName>('PUT', '/api/network/name', { name });
/** Logs a device out, and changes the address by which it would come back. */
export const sendDeviceAway = (device: string) =>
  send<NetworkAddress>('DELETE', `/api/network/devices/${encodeURIComponent(device)}`);
export const fetchDoctorReport = (again = false) => send<DoctorReport>('GET', `/api/doctor${again ? '?again=1' : ''}`);
export const fetchExamples = () => send<Example[]>('GET', '/api/examples');
export const fetchProjects = () => changing.then(() => send<ProjectCard[]>('GET', '/api/projects'));
/** By the ids of the newest projects. */
export const fetchProjectCards = () => send<Record<string, ProjectLearning>>('GET', '/api/cards');
/** A new project may have the id of one that is gone, whose draft is not its own. */
const normalizeProject = <P extends Project>(made: P): P => {
  dropDraft(made.id);
  return made;
};
export const createProject = (wish: { title?: string; example?: string; lang: Language }) =>
  send<Project>('POST', '/api/projects', wish).then(normalizeProject);
export const openProject = (id: string) => send<Project>('GET', makeProjectPath(id));
export const patchProject = (id: string, change: { title?: string; level?: Level; train_on?: string }) =>
  runInTurn(() => send('PATCH', makeProjectPath(id), change));
/** Moves a project to the bin. stop: ends its program first; without, a running one is refused with 409. */
export const deleteProject = (id: string, stop = false) => send('DELETE', makeProjectPath(id, stop ? '?stop=1' : ''));
export const restoreProject = (id: string) => send<Project>('POST', makeProjectPath(id, '/restore'));
export const duplicateProject = (id: string, title: string) =>
  send<Project>('POST', makeProjectPath(id, '/duplicate'), { title }).then(normalizeProject);
export const fetchTrash = () => send<TrashRow[]>('GET', '/api/bin');
export const deletePermanently = (row: TrashRow) =>
  send('DELETE', `/api/bin/${encodeURIComponent(row.id)}?deleted=${row.deleted}`);
export const emptyTrash = (until: number) => send('DELETE', `/api/bin?until=${until}`);
export const fetchVersions = (id: string) => send<VersionRow[]>('GET', makeProjectPath(id, '/versions'));
export const fetchVersion = (id: string, number: number) =>
  send<Version>('GET', makeProjectPath(id, `/versions/${number}`));
export const restoreVersion = (id: string, version: number) =>
  send<Project>('POST', makeProjectPath(id, `/versions/${version}/restore`));
export const fetchChoices = (id: string) => send<Choices>('GET', makeProjectPath(id, '/choices'));

export const saveWorkspace = (id: string, workspace: Workspace, base: number, leaving = false) =>
  trackChange(
    send<SavedProgram>('PUT', makeProjectPath(id, '/workspace'), { workspace, base }, { keepalive: leaving }),
  );
interface RunRequest {
  workspace: Workspace;
  base: number;
  lang: Language;
  resume: boolean;
  pace: StepRequest;
  /** The block before which the program ends, or ''. */
  until: string;
}
export const startRun = (id: string, asked: RunRequest) =>
  send<StartedRun>('POST', makeProjectPath(id, '/runs'), asked);
export const setStepControl = (id: string, number: string, pace: StepRequest) =>
  send('POST', makeRunPath(id, number, '/pace'), pace);
export const stopRun = (id: string, number: string) => send('POST', makeRunPath(id, number, '/stop'));
export const fetchRunSummary = (id: string, number: string) => send<RunSummary>('GET', makeRunPath(id, number));
export const fetchRunEvents = (id: string, number: string, after: number) =>
  send<{ events: RunEvent[]; last_seq: number }>('GET', makeRunPath(id, number, `/events?after=${after}`));

export const deleteRun = (id: string, number: string) => send('DELETE', makeRunPath(id, number));
/** Renames a file of the project that hides a library. */
export const renameShadowingFile = (id: string, file: string) =>
  send<RenamedFile>('POST', makeProjectPath(id, `/hiding/${encodeURIComponent(file)}/rename`));
export const fetchRuns = (id: string) => send<RunRow[]>('GET', makeProjectPath(id, '/runs'));
export const fetchTrainingHistory = (id: string, number: string) =>
  send<TrainingHistory>('GET', makeRunPath(id, number, '/learning'));
/** Tests a model that the run trained with the test pictures of a data set; nothing is trained. */
export const testModel = (id: string, number: string, model: string, dataset: string) =>
  send<AnyEvaluation>('POST', makeRunPath(id, number, '/tests'), { model, dataset });
export const fetchModels = (id: string) => send<ModelFile[]>('GET', makeProjectPath(id, '/models'));
/** Another name for a model file; weights of a training keep theirs, and a copy gets it. */
export const renameModel = (id: string, path: string, name: string) =>
  send<ModelPath>('PATCH', makeProjectPath(id, `/models/${encodePath(path)}`), { name });
/** Moves it to the bin; id: what brings it back. */
export const deleteModel = (id: string, path: string) =>
  send<BinnedModelId>('DELETE', makeProjectPath(id, `/models/${encodePath(path)}`));
export const fetchModelBin = (id: string) => send<BinnedModel[]>('GET', makeProjectPath(id, '/model-bin'));
export const restoreModel = (id: string, binned: string) =>
  send<ModelPath>('POST', makeProjectPath(id, `/model-bin/${encodeURIComponent(binned)}`));
export const eraseModel = (id: string, binned: string) =>
  send('DELETE', makeProjectPath(id, `/model-bin/${encodeURIComponent(binned)}`));
/** Tests a model file with the pictures of its data set; null where that is not there. */
export const testModelFile = (id: string, model: string) =>
  send<TestedModel>('POST', makeProjectPath(id, '/models/test'), { model });
/** Writes a trained model as smaller files, as a job; null: they are there. */
export const makeSmaller = (id: string, model: string) =>
  send<PossibleJob>('POST', makeProjectPath(id, '/models/smaller'), { model });
export const makeModelUrl = (id: string, path: string) => signUrl(makeProjectPath(id, `/models/${encodePath(path)}`));
export const fetchDevices = () => send<Devices>('GET', '/api/devices');
/** Asks what is on a port, for up to five seconds. */
export const identifyBoard = (port: string) => send<Port>('POST', '/api/devices/ask', { port });
/** Says which kind of board is on a port. */
export const nameBoard = (port: string, board: string) => send<Port>('POST', '/api/devices/board', { port, board });
/** Begins to put our firmware on the board; its row tells how far that is. */
export const installFirmware = (port: string, board: string) =>
  send<Port>('POST', '/api/devices/install', { port, board });
export const tryPart = (
  id: string,
  asked: { board: string; port: string; part: { kind: string; pins: Record<string, string>; options: object } },
) => send<PartTrial>('POST', makeProjectPath(id, '/devices/part-trials'), asked);
export const stopInstall = (port: string) => send<Port>('POST', '/api/devices/install/stop', { port });
export const releasePort = (port: string) => send<Port>('POST', '/api/devices/let-go', { port });
/** What learns, what it costs, and the memory in bytes that is free for it. */
export const fetchNetworks = () => send<NetworkCosts>('GET', '/api/networks');
export const fetchModelLibrary = () => send<LibraryRow[]>('GET', '/api/shelf');
export const addToLibrary = (id: string, path: string, title: string) =>
  send<LibraryRow>('POST', makeProjectPath(id, '/shelf'), { path, title });
export const copyFromLibrary = (id: string, row: string) =>
  send<ModelPath>('POST', makeProjectPath(id, '/models'), { shelf: row });
export const removeFromLibrary = (row: string) => send('DELETE', `/api/shelf/${encodeURIComponent(row)}`);

/**
 * Shows a model file a picture. smooth: how many pictures in a row are averaged; confidence: of which a thing counts as
 * found.
 */
export const runInference = <Answer>(
  id: string,
  model: string,
  picture: Blob,
  asked: { smooth: number; confidence: number },
  signal?: AbortSignal,
) =>
  send<Answer>(
    'POST',
    makeProjectPath(
      id,
      `/try?${new URLSearchParams({ model, smooth: String(asked.smooth), confidence: String(asked.confidence) })}`,
    ),
    picture,
    { signal },
  );
/** A model of the project will soon be tried: what it needs is loaded meanwhile. */
/** cells: by the names of the model's columns. */
export const askRow = (id: string, model: string, cells: Record<string, unknown>) =>
  send<RowAnswer>('POST', makeProjectPath(id, `/try/row?${new URLSearchParams({ model })}`), { cells });
/** A model will soon be asked, or what learns from a table. */
export const prepareInference = (id: string, what: 'model' | 'table' = 'model') =>
  send('POST', makeProjectPath(id, `/try/prepare${what === 'table' ? '?table=1' : ''}`));
/** Sends the model home that was tried; also while the page is left. */
export const endInference = (id: string) => send('DELETE', makeProjectPath(id, '/try'), undefined, { keepalive: true });

export function sendAnswer(id: string, number: string, ask: number, value: string | Blob) {
  if (typeof value === 'string') return send('POST', makeRunPath(id, number, `/answers/${ask}`), { value });
  const form = new FormData();
  form.append('picture', value, 'picture.png');
  return send('POST', makeRunPath(id, number, `/answers/${ask}`), form);
}

/** A sound that the program waits for has been played. */
export const endSound = (id: string, number: string, sound: number) =>
  send('POST', makeRunPath(id, number, `/sounds/${sound}`));
/** Address of a sound file of the project that a run plays. */
export function makeSoundUrl(id: string, number: string, path: string): string {
  return signUrl(makeRunPath(id, number, `/sounds?path=${encodeURIComponent(path)}`));
}
/** Address of a sound that comes along. */
export const makePackagedSoundUrl = (name: string) => signUrl(`/api/sounds/${encodeURIComponent(name)}`);
export const makePictureUrl = (id: string, number: string, file: string) =>
  signUrl(makeRunPath(id, number, `/pictures/${encodeURIComponent(file)}`));
/** Address of a whole file of the project. */
export const makeFileUrl = (id: string, path: string) => signUrl(makeProjectPath(id, `/files/${encodePath(path)}`));
/** Address of a picture of the project, at most so many pixels a side. */
export const makeThumbnailUrl = (id: string, path: string, size: 64 | 160 | 320 = 64) =>
  signUrl(makeProjectPath(id, `/files/${encodePath(path)}?size=${size}`));
/** The second of sound of a sample, by its path below the project. */
export const makeSampleSoundUrl = (id: string, path: string) =>
  signUrl(makeProjectPath(id, `/sound-samples/${encodePath(path)}`));
export const measureExport = (id: string) => send<ExportSizes>('GET', makeProjectPath(id, '/export'));
export type ExportedFile = 'main.py' | 'main.ipynb' | 'project.zip';
/** without: parts of the zip that stay behind. */
export const makeExportUrl = (id: string, file: ExportedFile = 'main.py', without: readonly ExportPart[] = []) =>
  signUrl(
    makeProjectPath(
      id,
      `/export/${file}${without.length ? `?${new URLSearchParams(without.map((part) => ['without', part]))}` : ''}`,
    ),
  );

type OnProgress = (share: number) => void;

export const fetchDatasets = (id: string) => send<Dataset[]>('GET', makeProjectPath(id, '/datasets'));
/** Uploads a data set; a job of the server says what it is. onProgress: share sent, 0 to 1. */
export const uploadDataset = (id: string, form: FormData, onProgress: OnProgress, signal: AbortSignal) =>
  upload<JobStarted>(makeProjectPath(id, '/datasets'), form, onProgress, signal);
export const importFolder = (id: string, name: string, folder: string) =>
  send<JobStarted>('POST', makeProjectPath(id, '/datasets'), { name, folder });
const makeImportPath = (id: string, waiting: string, rest = '') => makeProjectPath(id, `/imports/${waiting}${rest}`);
/** Says what an import that waits would be in another reading. */
export const describeImport = (id: string, waiting: string, reading: string) =>
  send<JobStarted>('POST', makeImportPath(id, waiting, '/readings'), { reading });
/** into: the data set to which it is added; '': a new one, called `name`. */
export const takeImport = (id: string, waiting: string, reading: string, into: string, name: string) =>
  send<JobStarted>('POST', makeImportPath(id, waiting), { reading, into, name });
export const dropImport = (id: string, waiting: string) => send('DELETE', makeImportPath(id, waiting));
/** Address of a picture of an import, with what its labels say drawn into it. */
export const makeImportSampleUrl = (id: string, waiting: string, reading: string, number: number) =>
  signUrl(makeImportPath(id, waiting, `/samples/${encodeURIComponent(reading)}/${number}`));
export const fetchJob = <Result>(id: string, job: string) =>
  send<Job<Result>>('GET', makeProjectPath(id, `/jobs/${encodeURIComponent(job)}`));
export const cancelJob = (id: string, job: string) =>
  send('DELETE', makeProjectPath(id, `/jobs/${encodeURIComponent(job)}`));
/** Makes a project of a zip that one was exported to. key: names it meanwhile; onProgress: share sent, 0 to 1. */
export const importProject = (form: FormData, key: string, onProgress: OnProgress, signal: AbortSignal) =>
  upload<ImportedProject>(`/api/projects/import?key=${key}`, form, onProgress, signal).then(normalizeProject);
/** How many files of a project that comes in are unpacked. */
export const fetchImport = (key: string) => send<ImportState>('GET', `/api/imports/${key}`);
export const stopImport = (key: string) => send('DELETE', `/api/imports/${key}`);

/** XMLHttpRequest, because fetch does not tell how much is sent. */
function upload<T>(path: string, form: FormData, onProgress: OnProgress, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(makeHeaders())) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      const body = (request.response ?? {}) as Record<string, unknown>;
      if (request.status < 300) resolve(body as T);
      else reject(toApiError(request.status, body));
    };
    request.onerror = () => reject(new ApiError(0, both('offline')));
    request.onabort = () => reject(new DOMException('canceled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
