"""Pictures out of a film, for a data set: the work of a job's process. What was taken before it is stopped stays."""

from pathlib import Path
from typing import Any

MAX_FRAMES = 10_000  # pictures of one film
ROUNDING = 1e-6  # seconds: the third 0.2 s are 0.6000000000000001 s


def extract_frames(
    studio: Any, file: str, name: str, root: str, label: str, every: float, mirror: bool, square: bool
) -> dict:
    """Keep a picture of the film every so many seconds: {'paths': below `root`, 'taken'}. label: '' for pictures that
    are labeled later.

    name: what people call the film. Raises NotAPicture where it is none.
    """
    import cv2

    from sunmao.cameras.sources.file import get_fps, make_ascii_link, open_video
    from sunmao.data.capture.image_capture import encode_captured, save_image_bytes, save_unlabeled_image
    from sunmao.errors import NotAPicture

    # OpenCV on Windows opens no names of other scripts.
    link = None if file.isascii() else make_ascii_link(Path(file))
    try:
        found = open_video(link or Path(file))
        if found is None:
            raise NotAPicture("camera_no_film", name=name)
        fps, total, n, paths = get_fps(found), max(0, int(found.get(cv2.CAP_PROP_FRAME_COUNT))), 0, []
        while found.grab() and len(paths) < MAX_FRAMES:
            if n / fps >= len(paths) * every - ROUNDING:
                there, bgr = found.retrieve()
                if there:
                    data = encode_captured(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), mirror, square)
                    path = (
                        save_image_bytes(Path(root), label, data) if label else save_unlabeled_image(Path(root), data)
                    )
                    paths.append(path.relative_to(root).as_posix())
            n += 1
            studio.progress(n, max(n, total))
        found.release()
    finally:
        if link is not None:
            link.unlink(missing_ok=True)
    return {"paths": paths, "taken": len(paths)}
