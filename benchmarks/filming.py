"""A network camera for benchmarks: `python -m benchmarks.filming FPS` streams the simulated camera as MJPEG and prints
its address.
"""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2

from sunmao.cameras.sources.simulated import draw_frame

PICTURES = 150
QUALITY = 80


class Camera(BaseHTTPRequestHandler):
    """Each visitor gets the same pictures, at the camera's own speed."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        began, number = time.monotonic(), 0
        while True:
            data = self.server.pictures[number % PICTURES]
            try:
                self.wfile.write(
                    b"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%b\r\n" % (len(data), data)
                )
            except OSError:
                return
            number += 1
            late = time.monotonic() - began - number / self.server.fps
            if late > 0.1:  # who reads slowly gets the next one later, never two at once
                began += late
            time.sleep(max(0.0, -late))

    def log_message(self, *words):
        pass


def main(fps: float) -> None:
    """Serve until the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Camera)
    server.daemon_threads = True
    server.fps = fps
    colors = [cv2.cvtColor(draw_frame(1 + 4 * number), cv2.COLOR_RGB2BGR) for number in range(PICTURES)]
    server.pictures = [cv2.imencode(".jpg", each, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes() for each in colors]
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(float(sys.argv[1]))
