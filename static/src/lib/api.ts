/** Talking to the server over HTTP. Every failure is an `ApiError` with a sentence in both languages. */

import { signal } from '@preact/signals';
import type { Devices, Port } from './board_types';
import type { DataSet, Job } from './dataset_types';
import { dropDraft } from './draft';
import { both } from './texts';
import type {
  BinRow,
  Example,
  Finding,
  Findings,
  Guess,
  Imported,
  Language,
  Level,
  ModelFile,
  NetworkDoor,
  Program,
  Project,
  ProjectCard,
  RunRow,
  RunSummary,
  Session,
  ShelfRow,
  StepRequest,
  Text,
  Version,
  VersionRow,
  Workspace,
} from './types';
import type { Choices, Vocabulary } from './vocabulary';
import './common_texts';
import { PROTOCOL_VERSION, type RunEvent } from './messages';
import type { Learning } from './run_types';

/** The studio was updated since this page was loaded: nothing that this page changes is taken any more. */
export const outdated = signal(false);
/** This window's own name among all windows. */
export const self = Math.random().toString(36).slice(2);
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

export function sentence(error: unknown): Text {
  return error instanceof ApiError ? error.text : both('ours');
}

function refusal(status: number, body: Record<string, unknown>): ApiError {
  if (status === 412) outdated.value = true;
  const said = String(body.error ?? status);
  return new ApiError(status, (body.text as Text | undefined) ?? { zh: said, en: said }, body);
}

/** What a change must bring: proof that the page itself sends it, and which page that is. */
const signed = () => ({ 'X-Sunmao': '1', 'X-Sunmao-Page': `${loadedFrom} ${self}` });

/** One request; the paths and parts below are put together by `project` and `parts`. Rejects with an ApiError. */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  more: Pick<RequestInit, 'keepalive' | 'signal'> = {},
): Promise<T> {
  // A form names its type itself, and a picture brings its own.
  const whole = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = method === 'GET' ? {} : signed();
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
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw refusal(response.status, answer);
  return answer as T;
}

export const project = (id: string, rest = '') => `/api/projects/${encodeURIComponent(id)}${rest}`;
const run = (id: string, number: string, rest = '') => project(id, `/runs/${encodeURIComponent(number)}${rest}`);
export const parts = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** The changes that are under way: a list that overtook them would show what was before. */
let changing: Promise<unknown> = Promise.resolve();
function changes<T>(sent: Promise<T>): Promise<T> {
  changing = Promise.allSettled([changing, sent]);
  return sent;
}
/** Sends a change after those before it, so that the last one stands. */
const inTurn = <T>(ask: () => Promise<T>) => changes(changing.then(ask));

export async function session(): Promise<Session> {
  const answer = await send<Session>('GET', '/api/session');
  loadedFrom ||= answer.version;
  if (answer.version !== loadedFrom || answer.protocol !== PROTOCOL_VERSION) outdated.value = true;
  return answer;
}
/** Arrives also when the page is left at once. */
export const putSettings = (settings: { lang?: Language; level?: Level }) =>
  send('PUT', '/api/settings', settings, { keepalive: true });
export const vocabulary = (lang: Language) => send<Vocabulary>('GET', `/api/vocabulary?lang=${lang}`);
export const network = () => send<NetworkDoor>('GET', '/api/network');
export const doctor = (again = false) => send<{ findings: Finding[] }>('GET', `/api/doctor${again ? '?again=1' : ''}`);
export const examples = () => send<Example[]>('GET', '/api/examples');
export const projects = () => changing.then(() => send<ProjectCard[]>('GET', '/api/projects'));
/** A new project may have the id of one that is gone, whose draft is not its own. */
const born = <P extends Project>(made: P): P => {
  dropDraft(made.id);
  return made;
};
export const createProject = (wish: { title?: string; example?: string; lang: Language }) =>
  send<Project>('POST', '/api/projects', wish).then(born);
export const openProject = (id: string) => send<Project>('GET', project(id));
export const patchProject = (id: string, change: { title?: string; level?: Level }) =>
  inTurn(() => send('PATCH', project(id), change));
/** Moves a project to the bin. stop: ends its program first; without, a running one is refused with 409. */
export const deleteProject = (id: string, stop = false) => send('DELETE', project(id, stop ? '?stop=1' : ''));
export const restoreProject = (id: string) => send<Project>('POST', project(id, '/restore'));
export const duplicateProject = (id: string, title: string) =>
  send<Project>('POST', project(id, '/duplicate'), { title }).then(born);
export const bin = () => send<BinRow[]>('GET', '/api/bin');
export const deleteForGood = (row: BinRow) =>
  send('DELETE', `/api/bin/${encodeURIComponent(row.id)}?deleted=${row.deleted}`);
export const emptyBin = (until: number) => send('DELETE', `/api/bin?until=${until}`);
export const versions = (id: string) => send<VersionRow[]>('GET', project(id, '/versions'));
export const versionOf = (id: string, number: number) => send<Version>('GET', project(id, `/versions/${number}`));
export const restoreVersion = (id: string, version: number) =>
  send<Project>('POST', project(id, `/versions/${version}/restore`));
export const choices = (id: string) => send<Choices>('GET', project(id, '/choices'));

export const saveWorkspace = (id: string, workspace: Workspace, base: number, leaving = false) =>
  changes(
    send<{ version: number; program: Program }>(
      'PUT',
      project(id, '/workspace'),
      { workspace, base },
      { keepalive: leaving },
    ),
  );
export const startRun = (
  id: string,
  workspace: Workspace,
  base: number,
  lang: Language,
  resume: boolean,
  pace: StepRequest,
) =>
  send<{ version: number; program: Program; run: RunSummary }>('POST', project(id, '/runs'), {
    workspace,
    base,
    lang,
    resume,
    pace,
  });
export const setPace = (id: string, number: string, pace: StepRequest) => send('POST', run(id, number, '/pace'), pace);
export const stopRun = (id: string, number: string) => send('POST', run(id, number, '/stop'));
export const runSummary = (id: string, number: string) => send<RunSummary>('GET', run(id, number));
export const runEvents = (id: string, number: string, after: number) =>
  send<{ events: RunEvent[]; last_seq: number }>('GET', run(id, number, `/events?after=${after}`));

export const deleteRun = (id: string, number: string) => send('DELETE', run(id, number));
/** Renames a file of the project that hides a library. */
export const giveWay = (id: string, file: string) =>
  send<{ name: string }>('POST', project(id, `/hiding/${encodeURIComponent(file)}/rename`));
export const runs = (id: string) => send<RunRow[]>('GET', project(id, '/runs'));
export const learning = (id: string, number: string) => send<Learning>('GET', run(id, number, '/learning'));
export const models = (id: string) => send<ModelFile[]>('GET', project(id, '/models'));
export const modelAddress = (id: string, path: string) => project(id, `/models/${parts(path)}`);
export const devices = () => send<Devices>('GET', '/api/devices');
/** Asks what is on a port, for up to five seconds. */
export const askBoard = (port: string) => send<Port>('POST', '/api/devices/ask', { port });
/** Says which kind of board is on a port. */
export const nameBoard = (port: string, board: string) => send<Port>('POST', '/api/devices/board', { port, board });
export const letGo = (port: string) => send<Port>('POST', '/api/devices/let-go', { port });
export const shelf = () => send<ShelfRow[]>('GET', '/api/shelf');
export const keepOnShelf = (id: string, path: string, title: string) =>
  send<ShelfRow>('POST', project(id, '/shelf'), { path, title });
export const takeFromShelf = (id: string, row: string) =>
  send<{ path: string }>('POST', project(id, '/models'), { shelf: row });
export const removeFromShelf = (row: string) => send('DELETE', `/api/shelf/${encodeURIComponent(row)}`);

/**
 * Shows a model file a picture. smooth: how many pictures in a row are averaged; confidence: of which a thing counts as
 * found.
 */
export const tryPicture = <Answer extends Guess | Findings>(
  id: string,
  model: string,
  picture: Blob,
  asked: { smooth: number; confidence: number },
  signal?: AbortSignal,
) =>
  send<Answer>(
    'POST',
    project(
      id,
      `/try?${new URLSearchParams({ model, smooth: String(asked.smooth), confidence: String(asked.confidence) })}`,
    ),
    picture,
    { signal },
  );
/** Sends the model home that was tried; also while the page is left. */
export const endTry = (id: string) => send('DELETE', project(id, '/try'), undefined, { keepalive: true });

export function answer(id: string, number: string, ask: number, value: string | Blob) {
  if (typeof value === 'string') return send('POST', run(id, number, `/answers/${ask}`), { value });
  const form = new FormData();
  form.append('picture', value, 'picture.png');
  return send('POST', run(id, number, `/answers/${ask}`), form);
}

export const pictureAddress = (id: string, number: string, file: string) =>
  run(id, number, `/pictures/${encodeURIComponent(file)}`);
/** Address of a picture of the project, at most so many pixels a side. */
export const thumbnailAddress = (id: string, path: string, size: 64 | 160 | 320 = 64) =>
  project(id, `/files/${parts(path)}?size=${size}`);
export const exportAddress = (id: string, file: 'main.py' | 'project.zip' = 'main.py') =>
  project(id, `/export/${file}`);

type OnProgress = (share: number) => void;

export const dataSets = (id: string) => send<DataSet[]>('GET', project(id, '/datasets'));
/** Uploads a data set; the server goes on with it as a job. onProgress: share sent, 0 to 1. */
export const uploadDataset = (id: string, form: FormData, onProgress: OnProgress, signal: AbortSignal) =>
  upload<{ job: string }>(project(id, '/datasets'), form, onProgress, signal);
export const importFolder = (id: string, name: string, folder: string) =>
  send<{ job: string }>('POST', project(id, '/datasets'), { name, folder });
export const job = <Result>(id: string, job: string) =>
  send<Job<Result>>('GET', project(id, `/jobs/${encodeURIComponent(job)}`));
export const cancelJob = (id: string, job: string) => send('DELETE', project(id, `/jobs/${encodeURIComponent(job)}`));
/** Makes a project of a zip that one was exported to. onProgress: share sent, 0 to 1. */
export const importProject = (form: FormData, onProgress: OnProgress, signal: AbortSignal) =>
  upload<Imported>('/api/projects/import', form, onProgress, signal).then(born);

/** XMLHttpRequest, because fetch does not tell how much is sent. */
function upload<T>(path: string, form: FormData, onProgress: OnProgress, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(signed())) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      const body = (request.response ?? {}) as Record<string, unknown>;
      if (request.status < 300) resolve(body as T);
      else reject(refusal(request.status, body));
    };
    request.onerror = () => reject(new ApiError(0, both('offline')));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
