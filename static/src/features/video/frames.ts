/** Pictures out of the browser's camera, one by one. */

const QUALITY = 0.85;
const LONGEST_WAIT_MS = 1_000;
/** Between two pictures, in browsers that do not tell of each. */
const USUAL_MS = 40;

/** Waits for the camera's next picture, a second at most. Returns whether what the video shows now is new. */
export function waitForFrame(video: HTMLVideoElement, track: MediaStreamTrack): Promise<boolean> {
  return new Promise((resolve) => {
    if (!video.requestVideoFrameCallback) return void setTimeout(() => resolve(!track.muted), USUAL_MS);
    // Of a hidden page the browser draws nothing, and tells of no picture; its camera goes on all the same.
    const timer = setTimeout(() => {
      video.cancelVideoFrameCallback(request);
      resolve(document.hidden && !track.muted);
    }, LONGEST_WAIT_MS);
    const request = video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** Turns what a video shows into JPEGs. The camera may change its size at any time: a tablet is turned. */
export class JpegEncoder {
  private readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d', { alpha: false })!;

  /** quality: 0 to 1. */
  constructor(private readonly quality = QUALITY) {}

  /** What a video shows at this moment, no larger than `size`; null where it has no picture. */
  async encode(video: HTMLVideoElement, size: { width: number; height: number }): Promise<Blob | null> {
    const { videoWidth, videoHeight } = video;
    if (!videoWidth || !videoHeight) return null;
    const scale = Math.min(1, size.width / videoWidth, size.height / videoHeight);
    this.canvas.width = Math.max(1, Math.round(videoWidth * scale));
    this.canvas.height = Math.max(1, Math.round(videoHeight * scale));
    this.context.drawImage(video, 0, 0, this.canvas.width, this.canvas.height);
    return new Promise((resolve) => this.canvas.toBlob(resolve, 'image/jpeg', this.quality));
  }
}
