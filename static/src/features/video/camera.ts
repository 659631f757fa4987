/** The browser's camera: opened, chosen, released, and why it cannot be used, in a sentence. */

import { both, type Key } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { openSimulatedCamera, releaseSimulatedCamera, simulated } from './simulated_camera';
import './texts';

const WIDTH = 640;
const HEIGHT = 480;
const QUALITY = 0.85;

/** What browsers call the reasons (Media Capture and Streams, "getUserMedia"). */
const REASONS: Record<string, Key> = {
  NotAllowedError: 'cameraDenied',
  SecurityError: 'cameraUnsafe',
  NotFoundError: 'cameraMissing',
  OverconstrainedError: 'cameraMissing',
  NotReadableError: 'cameraTaken',
  AbortError: 'cameraTaken',
};

export function getCameraProblem(error: unknown): Text {
  return both((error instanceof DOMException && REASONS[error.name]) || 'cameraOdd');
}

/**
 * Opens a camera: the one with this id, or any, as near to a size as it can; the simulated one where that was chosen.
 * Rejects with a DOMException.
 */
export async function openCamera(id: string | null, wish = { width: WIDTH, height: HEIGHT }): Promise<MediaStream> {
  if (simulated.peek()) return openSimulatedCamera();
  // Pages that do not come from this computer or over https have no cameras at all.
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no secure page', 'SecurityError');
  const size = { width: { ideal: wish.width }, height: { ideal: wish.height } };
  return navigator.mediaDevices.getUserMedia({ video: id ? { ...size, deviceId: { ideal: id } } : size, audio: false });
}

export function releaseCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
  releaseSimulatedCamera(stream);
}

/** The cameras of this computer. Their names are known only after one was opened. */
export async function listCameras(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices?.enumerateDevices?.();
  return (devices ?? []).filter((one) => one.kind === 'videoinput' && one.deviceId);
}

const sheet = document.createElement('canvas');
// Each picture is read back from it.
const context = sheet.getContext('2d', { alpha: false, willReadFrequently: true })!;

/** What a video shows at this moment, as a JPEG of at most so many pixels a side; null before its first frame. */
export async function captureFrame(video: HTMLVideoElement, longest: number): Promise<Blob | null> {
  if (!video.videoWidth) return null;
  const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight));
  sheet.width = Math.max(1, Math.round(video.videoWidth * scale));
  sheet.height = Math.max(1, Math.round(video.videoHeight * scale));
  context.drawImage(video, 0, 0, sheet.width, sheet.height);
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/jpeg', QUALITY));
}
