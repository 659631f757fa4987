/** Why the browser does not give its camera, in a sentence, and what mends that in this browser. */

import { both, type Key } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { getCameraProblem } from './camera';
import './texts';

const OURS: Record<string, Key> = {
  NotFoundError: 'pushMissing',
  OverconstrainedError: 'pushMissing',
  SecurityError: 'pushUnsafe',
  DataError: 'pushNothing',
};

export function describeCameraError(error: unknown): Text {
  if (!(error instanceof DOMException)) return getCameraProblem(error);
  if (error.name !== 'NotAllowedError') return OURS[error.name] ? both(OURS[error.name]) : getCameraProblem(error);
  const ask = both('pushAllow');
  const how = both(getRepairHint(error.message, navigator.userAgent, navigator.maxTouchPoints));
  return { zh: ask.zh + how.zh, en: `${ask.en} ${how.en}` };
}

/** How the camera is allowed again. Chromium says in its message when the computer itself forbids it. */
export function getRepairHint(message: string, agent: string, touches: number): Key {
  if (/system/i.test(message))
    return /Mac/.test(agent) ? 'repairMac' : /Windows/.test(agent) ? 'repairWindows' : 'repairSystem';
  if (/Firefox|FxiOS/.test(agent)) return 'repairFirefox';
  if (/Chrome|Chromium|CriOS|Edg/.test(agent)) return 'repairChromium';
  if (/Safari/.test(agent)) return touches > 1 ? 'repairTablet' : 'repairSafari';
  return 'repairOther';
}

/** What a browser lets a page use when a person allows it. */
type Capture = 'camera' | 'microphone';

/** What ended a camera or microphone in mid-stream: the permission was taken back, or the cable was pulled. */
export async function findEndReason(track: MediaStreamTrack, kind: Capture = 'camera'): Promise<DOMException> {
  const id = track.getSettings().deviceId;
  const state = await navigator.permissions?.query({ name: kind as PermissionName }).then(
    (found) => found.state,
    () => null,
  );
  const there =
    state !== 'granted' || (await navigator.mediaDevices.enumerateDevices()).some((one) => one.deviceId === id);
  if (state === 'granted') return new DOMException('ended', there ? 'AbortError' : 'NotFoundError');
  return new DOMException('ended', 'NotAllowedError');
}

/** Calls back when the child allows it after all, where the browser tells. Returns how to stop. */
export function onGranted(kind: Capture, callback: () => void): () => void {
  let status: PermissionStatus | null = null;
  const look = () => status?.state === 'granted' && callback();
  void navigator.permissions
    ?.query({ name: kind as PermissionName })
    .then((found) => {
      status = found;
      found.addEventListener('change', look);
    })
    .catch(() => undefined);
  return () => status?.removeEventListener('change', look);
}
