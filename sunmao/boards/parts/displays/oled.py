"""An OLED of 128 × 64 dots with an SSD1306, or its like. Data sheet SSD1306, chapters 8 to 10."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from sunmao.boards.links.link import BoardClient


COMMANDS, DOTS = 0x00, 0x40  # the first byte of each message
# Off; clock; 64 rows; no offset; first row; charge pump on; rows one after the other; mirrored both ways; contrast;
# steady; normal.
WAKE = bytes(
    (
        0xAE,
        0xD5,
        0x80,
        0xA8,
        0x3F,
        0xD3,
        0x00,
        0x40,
        0x8D,
        0x14,
        0x20,
        0x00,
        0xA1,
        0xC8,
        0xDA,
        0x12,
        0x81,
        0xCF,
        0xD9,
        0xF1,
        0xDB,
        0x40,
        0xA4,
        0xA6,
    )
)
ON, OFF = 0xAF, 0xAE


class OledDriver:
    """Picture that the display shall show, and the bytes that make it show it. lit: whether it shows anything."""

    ADDRESS, LINES, WIDTH, HEIGHT = 0x3C, 4, 128, 64

    def __init__(self, address: int) -> None:
        self._address = address
        self._pages = [bytes(self.WIDTH)] * (self.HEIGHT // 8)  # eight rows each, the upper one in the lowest bit
        self.lit = True
        self.forget()

    def forget(self) -> None:
        """The display has lost its current: everything is to be said again."""
        self._shown: list[bytes | None] = [None] * (self.HEIGHT // 8)
        self._awake = self._was_lit = False

    def require_drawable(self, text: str) -> str:
        """The text: every letter can be drawn."""
        return text

    def too_long(self, text: str) -> bool:
        """Whether it does not fit into a line."""
        return _measure_text(text) > self.WIDTH

    def write(self, text: str, line: int | None) -> None:
        """Say it in a line (1 to 4), or from the top, over as many lines as it needs."""
        self.lit = True
        if line is None:
            self._pages = _to_pages(_render_text(_wrap_text(text, self.WIDTH)[: self.LINES]))
        else:
            self._pages[2 * line - 2 : 2 * line] = _to_pages(_render_text([text.replace("\n", " ")]))[:2]

    def draw(self, image: "np.ndarray") -> None:
        """Show a picture, (H, W, 3) or (H, W) uint8: as large as fits, in light and dark."""
        import cv2
        import numpy as np

        self.lit = True
        gray = image if image.ndim == 2 else cv2.cvtColor(image[..., :3], cv2.COLOR_RGB2GRAY)
        scale = min(self.WIDTH / gray.shape[1], self.HEIGHT / gray.shape[0])
        width, height = max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale))
        small = cv2.resize(gray, (width, height), interpolation=cv2.INTER_AREA)
        dots = (
            cv2.threshold(small, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1] > 0
            if small.min() < small.max()
            else small > 127
        )
        canvas = np.zeros((self.HEIGHT, self.WIDTH), bool)
        top, left = (self.HEIGHT - height) // 2, (self.WIDTH - width) // 2
        canvas[top : top + height, left : left + width] = dots
        self._pages = _to_pages(canvas)

    def send(self, client: "BoardClient") -> None:
        """Bring the display up to date: only what has changed."""
        if not self._awake:
            self._send_bytes(client, COMMANDS, WAKE)
            self._awake = True
        for number, page in enumerate(self._pages):
            self._send_page(client, number, page, self._shown[number])
            self._shown[number] = page
        if self.lit != self._was_lit:
            self._send_bytes(client, COMMANDS, bytes((ON if self.lit else OFF,)))
            self._was_lit = self.lit

    def _send_page(self, client: "BoardClient", number: int, page: bytes, shown: bytes | None) -> None:
        changed = [at for at in range(self.WIDTH) if shown is None or page[at] != shown[at]]
        if changed:
            first, last = changed[0], changed[-1]
            self._send_bytes(client, COMMANDS, bytes((0x21, first, self.WIDTH - 1, 0x22, number, number)))
            self._send_bytes(client, DOTS, page[first : last + 1])

    def _send_bytes(self, client: Any, kind: int, data: bytes) -> None:
        most = client.i2c_most - 1
        for at in range(0, len(data), most):
            client.i2c_write(self._address, bytes((kind,)) + data[at : at + most])


LETTER = 14  # dots of a letter's height, in lines of 16


def _render_text(lines: list[str]) -> "np.ndarray":
    """Lines of text as dots, (64, 128) bool."""
    import cv2
    import numpy as np

    canvas = np.zeros((OledDriver.HEIGHT, OledDriver.WIDTH, 3), np.uint8)
    for number, line in enumerate(lines):
        below = (0, 16 * number + 13)
        if hasattr(cv2, "FontFace"):
            cv2.putText(canvas, line, below, (255, 255, 255), cv2.FontFace("uni"), LETTER, 400)
        else:  # OpenCV 4 draws no Chinese
            cv2.putText(canvas, line, below, cv2.FONT_HERSHEY_PLAIN, 0.9, (255, 255, 255))
    return canvas[..., 0] > 110


def _measure_text(text: str) -> int:
    """Measure the width of a line of text in dots."""
    import cv2

    if hasattr(cv2, "FontFace"):
        return cv2.getTextSize((4, 4), text, (0, 13), cv2.FontFace("uni"), LETTER, 400)[2] if text else 0
    return cv2.getTextSize(text, cv2.FONT_HERSHEY_PLAIN, 0.9, 1)[0][0]


def _wrap_text(text: str, width: int) -> list[str]:
    """Text in lines that fit, broken where it must be."""
    lines = []
    for line in text.split("\n"):
        start = 0
        for end in range(1, len(line) + 1):
            if _measure_text(line[start:end]) > width and end - start > 1:
                lines.append(line[start : end - 1])
                start = end - 1
        lines.append(line[start:])
    return lines


def _to_pages(dots: "np.ndarray") -> list[bytes]:
    """Dots, (64, 128) bool, as the chip's pages."""
    import numpy as np

    return [
        np.packbits(dots[top : top + 8], axis=0, bitorder="little")[0].tobytes()
        for top in range(0, OledDriver.HEIGHT, 8)
    ]
