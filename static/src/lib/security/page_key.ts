/**
 * The key that only this page holds, beside the cookie, which the browser sends to every port of this computer. It
 * stands in the page after a login, then in the storage of this origin, so that a reload and a second tab have it.
 * What a browser asks for without our headers (pictures, downloads, WebSockets) is signed with it for some minutes; see
 * `server/http/sessions.py`.
 */

import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { getStoredName, recall, remember } from '../storage';

const STORED = 'key';
/** Seconds for which an address is signed at least, and twice that at the most: within one step it stays the same. */
const STEP = 15 * 60;
const SIGNATURE_BYTES = 16;
const SIGNATURE = /[?&]expires=(\d+)&signature=[\w-]+$/;

let key = '';
/** The server's clock less this page's, in seconds. */
let ahead = 0;

/** Takes the key out of the page where it brings one, and the token out of its address. */
export function takeKey(): void {
  const handed = document.querySelector<HTMLMetaElement>('meta[name="page-key"]');
  if (handed) {
    key = handed.content;
    handed.remove();
    remember(STORED, key);
    history.replaceState(history.state, '', location.pathname + location.hash);
  } else renewKey();
}

/** The key as another tab has it, that was opened since. Where nothing can be remembered it stays what it was. */
export function renewKey(): void {
  key = recall(STORED, key);
}

/** Whether what another tab has changed in the storage is the key. */
export const isKey = (stored: string | null) => stored === getStoredName(STORED);

export const getKeyHeader = () => ({ 'X-Sunmao-Key': key });

/** clock: of the server, in seconds, just now. */
export function setClock(clock: number): void {
  ahead = clock - performance.now() / 1000;
}

/** What proves the key for one path, decoded, in the query of its address. */
export function signPath(path: string): { expires: string; signature: string } {
  const now = performance.now() / 1000 + ahead;
  const expires = String((Math.floor(now / STEP) + 2) * STEP - 1);
  const made = hmac(sha256, utf8ToBytes(key), utf8ToBytes(`${expires} ${path}`)).subarray(0, SIGNATURE_BYTES);
  const signature = btoa(String.fromCharCode(...made))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return { expires, signature };
}

/** An address of the server with its signature, in the place of an older one. */
export function signUrl(url: string): string {
  const bare = url.replace(SIGNATURE, '');
  const path = decodeURIComponent(bare.split('?')[0]);
  return `${bare}${bare.includes('?') ? '&' : '?'}${new URLSearchParams(signPath(path))}`;
}

/** Signs anew what is loaded later than it was drawn: a link when it is pressed, a picture that was refused. */
export function keepSigned(renewClock: () => Promise<unknown>): void {
  const signLink = (event: Event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (link && SIGNATURE.test(link.href)) link.href = signUrl(link.getAttribute('href')!);
  };
  for (const kind of ['click', 'auxclick', 'contextmenu']) addEventListener(kind, signLink, true);
  const signImage = async ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement) || !isExpired(target.src)) return;
    await renewClock().catch(() => undefined);
    const again = signUrl(target.getAttribute('src')!);
    if (again !== target.getAttribute('src')) target.src = again;
  };
  addEventListener('error', (event) => void signImage(event), true);
}

function isExpired(url: string): boolean {
  const signed = SIGNATURE.exec(url);
  return signed !== null && Number(signed[1]) < performance.now() / 1000 + ahead;
}
