/** Talking to the server over HTTP. Every failure is an `ApiError` with a sentence in both languages. */

import type {
  Example, Finding, Guess, Language, Learning, Level, ModelFile, Program, Project, ProjectCard, RunEvent, RunRow, RunSummary, Session, ShelfRow, Text, UploadedDataset, Workspace,
} from './types';
import type { Choices, Vocabulary } from './canvas/api';
import { both } from './texts';

export class ApiError extends Error {
  /** status: the HTTP status, or 0 when the server could not be reached. */
  constructor(readonly status: number, readonly text: Text, readonly body: Record<string, unknown> = {}) {
    super(text.en);
  }
}

export function sentence(error: unknown): Text {
  return error instanceof ApiError ? error.text : both('ours');
}

function refusal(status: number, body: Record<string, unknown>): ApiError {
  const said = String(body.error ?? status);
  return new ApiError(status, (body.text as Text | undefined) ?? { zh: said, en: said }, body);
}

async function send<T>(method: string, path: string, body?: unknown, more: Pick<RequestInit, 'keepalive' | 'signal'> = {}): Promise<T> {
  // A form names its type itself, and a picture brings its own.
  const whole = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = method === 'GET' ? {} : { 'X-Sunmao': '1' };
  if (body !== undefined && !whole) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, { ...more, method, headers, body: whole ? body : body === undefined ? null : JSON.stringify(body) });
  } catch (error) {
    if (more.signal?.aborted) throw error;
    throw new ApiError(0, both('offline'));
  }
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw refusal(response.status, answer);
  return answer as T;
}

const project = (id: string, rest = '') => `/api/projects/${encodeURIComponent(id)}${rest}`;
const run = (id: string, number: string, rest = '') => project(id, `/runs/${encodeURIComponent(number)}${rest}`);
const parts = (path: string) => path.split('/').map(encodeURIComponent).join('/');

export const session = () => send<Session>('GET', '/api/session');
export const putSettings = (settings: { lang?: Language; level?: Level }) => send('PUT', '/api/settings', settings);
export const vocabulary = (lang: Language) => send<Vocabulary>('GET', `/api/vocabulary?lang=${lang}`);
export const doctor = () => send<{ findings: Finding[] }>('GET', '/api/doctor');
export const examples = () => send<Example[]>('GET', '/api/examples');
export const projects = () => send<ProjectCard[]>('GET', '/api/projects');
export const createProject = (wish: { title?: string; example?: string; lang: Language }) => send<Project>('POST', '/api/projects', wish);
export const openProject = (id: string) => send<Project>('GET', project(id));
export const patchProject = (id: string, change: { title?: string; level?: Level }) => send('PATCH', project(id), change);
export const deleteProject = (id: string) => send('DELETE', project(id));
export const restoreProject = (id: string) => send('POST', project(id, '/restore'));
export const restoreVersion = (id: string, version: number) => send<Project>('POST', project(id, `/versions/${version}/restore`));
export const choices = (id: string) => send<Choices>('GET', project(id, '/choices'));

export const saveWorkspace = (id: string, workspace: Workspace, base: number, leaving = false) =>
  send<{ version: number; program: Program }>('PUT', project(id, '/workspace'), { workspace, base }, { keepalive: leaving });
export const startRun = (id: string, workspace: Workspace, base: number, lang: Language, resume: boolean) =>
  send<{ version: number; program: Program; run: RunSummary }>('POST', project(id, '/runs'), { workspace, base, lang, resume });
export const stopRun = (id: string, number: string) => send('POST', run(id, number, '/stop'));
export const runSummary = (id: string, number: string) => send<RunSummary>('GET', run(id, number));
export const runEvents = (id: string, number: string, after: number) =>
  send<{ events: RunEvent[]; last_seq: number }>('GET', run(id, number, `/events?after=${after}`));

export const runs = (id: string) => send<RunRow[]>('GET', project(id, '/runs'));
export const learning = (id: string, number: string) => send<Learning>('GET', run(id, number, '/learning'));
export const models = (id: string) => send<ModelFile[]>('GET', project(id, '/models'));
export const modelAddress = (id: string, path: string) => project(id, `/models/${parts(path)}`);
export const shelf = () => send<ShelfRow[]>('GET', '/api/shelf');
export const keepOnShelf = (id: string, path: string, title: string) => send<ShelfRow>('POST', project(id, '/shelf'), { path, title });
export const takeFromShelf = (id: string, row: string) => send<{ path: string }>('POST', project(id, '/models'), { shelf: row });
export const removeFromShelf = (row: string) => send('DELETE', `/api/shelf/${encodeURIComponent(row)}`);

/** Shows a model file a picture. smooth: how many pictures in a row are averaged. */
export const tryPicture = (id: string, model: string, picture: Blob, smooth: number, signal?: AbortSignal) =>
  send<Guess>('POST', project(id, `/try?${new URLSearchParams({ model, smooth: String(smooth) })}`), picture, { signal });
/** Sends the model home that was tried; also while the page is left. */
export const endTry = (id: string) => send('DELETE', project(id, '/try'), undefined, { keepalive: true });

export function answer(id: string, number: string, ask: number, value: string | Blob) {
  if (typeof value === 'string') return send('POST', run(id, number, `/answers/${ask}`), { value });
  const form = new FormData();
  form.append('picture', value, 'picture.png');
  return send('POST', run(id, number, `/answers/${ask}`), form);
}

export const pictureAddress = (id: string, number: string, file: string) => run(id, number, `/pictures/${encodeURIComponent(file)}`);
/** Address of a picture of the project, at most so many pixels a side. */
export const thumbnailAddress = (id: string, path: string, size: 64 | 160 | 320 = 64) => project(id, `/files/${parts(path)}?size=${size}`);
export const exportAddress = (id: string) => project(id, '/export/main.py');

/** Uploads a data set. onProgress: share sent, 0 to 1. XMLHttpRequest, because fetch does not tell how much is sent. */
export function uploadDataset(id: string, form: FormData, onProgress: (share: number) => void, signal: AbortSignal): Promise<UploadedDataset> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', project(id, '/datasets'));
    request.setRequestHeader('X-Sunmao', '1');
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      const body = (request.response ?? {}) as Record<string, unknown>;
      if (request.status < 300) resolve(body as unknown as UploadedDataset);
      else reject(refusal(request.status, body));
    };
    request.onerror = () => reject(new ApiError(0, both('offline')));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
