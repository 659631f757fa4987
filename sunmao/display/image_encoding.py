"""A picture on its way to whoever looks: made small enough, and packed as PNG or JPEG."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunmao.protocol.messages import Image

if TYPE_CHECKING:
    import numpy as np


LARGEST = 1600  # pixels of the longer side on the page
PHOTO = 300_000  # pixels: larger pictures travel as JPEG
MOVING = 1280  # pixels of the longer side in a video
QUALITY, MOVING_QUALITY = 90, 80


@dataclass(frozen=True)
class DisplayedImage:
    """A picture to be shown. image: (H, W, 3) or (H, W) uint8 RGB; title stands above it, caption below; mark, scores:
    as of `messages.Image`.
    """

    image: Any
    title: str = ""
    caption: str = ""
    mark: bool | None = None
    scores: tuple[tuple[str, float], ...] = ()

    def as_event(self) -> Image:
        """The event that shows it once; its width and height are those of the whole picture."""
        from sunmao.images.image_files import encode_png

        height, width = self.image.shape[:2]
        image = shrink_to_fit(self.image, LARGEST)
        photo = image.shape[0] * image.shape[1] > PHOTO
        data = encode_jpeg(image, QUALITY) if photo else encode_png(image)
        return Image(
            data=base64.b64encode(data).decode(),
            media_type="image/jpeg" if photo else "image/png",
            title=self.title,
            caption=self.caption,
            mark=self.mark,
            width=width,
            height=height,
            scores=list(self.scores),
        )

    def encode_moving(self) -> tuple[bytes, int, int]:
        """A JPEG of it for a video, its width and height."""
        image = shrink_to_fit(self.image, MOVING)
        return encode_jpeg(image, MOVING_QUALITY), image.shape[1], image.shape[0]


def shrink_to_fit(image: Any, longest: int) -> "np.ndarray":
    """A picture as (H, W, 3) uint8 RGB whose sides have at most so many pixels."""
    import cv2

    from sunmao.images.image_files import to_rgb

    image = to_rgb(image)
    scale = longest / max(image.shape[:2])
    if scale >= 1:
        return image
    # A strip of one row stays one.
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def encode_jpeg(image: "np.ndarray", quality: int) -> bytes:
    """The JPEG of (H, W, 3) uint8 RGB. quality: 1 to 100."""
    import cv2

    return cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])[
        1
    ].tobytes()
