"""Text, codes and markers in pictures made for it, against the bare libraries: what is read, and the processor time.

Pages have fonts found on this computer, are turned by 0 to 10 degrees and lie in shadows. The peer for text is
`rapidocr-onnxruntime` itself, which needs `pyclipper`, `shapely` and `six` beside the extra `ocr`.
"""

import math
import os
import time
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import zxingcpp

from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from sunmao.ready import find_codes, find_markers, read_text
from sunmao.ready.code_finding import FAMILIES, KINDS
from sunmao.ready.ocr.packages import MODULES

FONTS = Path(os.environ.get("SUNMAO_BENCHMARK_FONTS", "/usr/share/fonts"))
PAGES, PICTURES = 40, 200
ROUNDS = 3  # of codes and markers, which take milliseconds
TURNED = 10  # degrees, at most
OVERHEAD = "<= 105"
MEGABYTE = 2**20
CHINESE = "春天来了小草从地下探出头来我们在操场上做游戏科学课学习人工智能榫卯是古老的木工智慧图书馆里很安静请把门关好早上八点开会下午三点放学天空中飘着白云"
ENGLISH = "the quick brown fox jumps over a lazy dog while seven small robots learn to read signs at school every morning".split()
PAPER = (480, 640)  # height, width of the pictures with codes


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows for text, QR codes, bar codes and markers."""
    yield from attempt("text", measure_text, size)
    for kind, (make, ours, peers) in CODES.items():
        for peer, bare in peers.items():
            yield from attempt(f"{kind} beside {peer}", measure_codes, kind, make, ours, peer, bare, size)
    packaged = sum(file.stat().st_size for file in files("sunmao.landmarks").joinpath("models").iterdir())
    yield Row("packaged models, of the first download", packaged / MEGABYTE, "MB", "<= 25")


def measure_text(size: Size) -> Iterator[Row | MissingRow]:
    """Letters that are read, and what that costs."""
    if find_spec(MODULES[0]) is None:
        raise NotHere("the extra `ocr` is not installed")
    dice = np.random.default_rng(45)
    pages = [make_page(dice) for _ in range(size.pick(PAGES, 1))]
    images = [image for image, _ in pages]
    peer = None
    if all(find_spec(name) for name in ("pyclipper", "shapely", "six")):
        from rapidocr_onnxruntime import RapidOCR

        peer = RapidOCR()

    def read_by_peer(image) -> list[str]:
        found, _ = peer(np.ascontiguousarray(image[..., ::-1]))
        return [text for _, text, _ in found or []]

    def read_by_ours(image) -> list[str]:
        return [thing.label for thing in read_text(image).things]

    ours, theirs, spent = take_turns(images, read_by_ours, read_by_peer if peer else None)
    rate = 100 * float(np.mean([score_page(lines, read) for (_, lines), read in zip(pages, ours, strict=True)]))
    note = f"{len(pages)} pages, 0–{TURNED}°, shadows"
    if peer is None:
        yield Row("letters that are read", rate, "%", ">= 90", note=note)
        yield MissingRow("text: the bare library", "pyclipper, shapely and six are not installed", failed=False)
        return
    bare = 100 * float(np.mean([score_page(lines, read) for (_, lines), read in zip(pages, theirs, strict=True)]))
    yield Row("letters that are read", rate, "%", ">= 1", peer=bare, peer_name="rapidocr 1.4.4", note=note)
    yield Row("text: processor time by the bare library's", divide_spent(spent), "%", OVERHEAD)


def measure_codes(kind: str, make, ours, peer: str, bare, size: Size) -> Iterator[Row | MissingRow]:
    """Codes or markers of one kind that are read, and what that costs."""
    dice = np.random.default_rng(45)
    pictures = [place_on_paper(*make(dice), dice) for _ in range(size.pick(PICTURES, 2))]
    images = [image for image, _ in pictures]
    read, theirs, spent = take_turns(images, lambda image: ours(image).classes, bare, ROUNDS)
    right = np.array(
        [[text in each for (_, text), each in zip(pictures, some, strict=True)] for some in (read, theirs)]
    )
    rates = 100 * right.mean(1)
    yield Row(
        f"{kind} that are read",
        float(rates[0]),
        "%",
        ">= 1",
        peer=float(rates[1]),
        peer_name=f"bare {peer}",
        note=f"{len(pictures)} pictures",
    )
    # Ours looks once more where nothing is found at first, and reads more for it; the overhead is that of the others.
    known = right[1] if right[1].any() else ~right[1]
    note = f"{known.sum()} pictures that it reads"
    yield Row(f"{kind}: processor time by that of {peer}", divide_spent(spent[known]), "%", OVERHEAD, note=note)


def take_turns(images: list, ours: Callable, peer: Callable | None, rounds: int = 1) -> tuple[list, list, np.ndarray]:
    """(what ours gives for each, what the peer gives, the processor seconds of both, (N, 2)), by turns. Of several rounds
    the quickest counts.
    """
    works = [work for work in (ours, peer) if work]
    found = [[work(images[0])] * len(images) for work in works]
    spent = np.full((len(images), 2), math.nan)
    for _ in range(rounds):
        for number, image in enumerate(images):
            for place in range(len(works))[:: -1 if number % 2 else 1]:
                since = time.process_time()
                found[place][number] = works[place](image)
                spent[number, place] = np.fmin(spent[number, place], time.process_time() - since)
    return found[0], found[1] if peer else [], spent


def divide_spent(spent: np.ndarray) -> float:
    """Processor time of ours by the peer's, in percent. spent: seconds of both, (N, 2)."""
    ours, peer = spent.sum(0)
    return 100 * float(ours / peer)


def score_page(lines: list[str], read: list[str]) -> float:
    """The share of a page's letters that were read, in order within each line; spaces do not count."""
    wanted, found = "".join(lines).replace(" ", ""), "".join(read).replace(" ", "")
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)


def make_page(dice: np.random.Generator) -> tuple[np.ndarray, list[str]]:
    """(a picture of a page, (H, W, 3) uint8 RGB; its lines)."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (900, 640), (250, 248, 240))
    pen, lines, top = ImageDraw.Draw(page), [], 60
    while top < 540:
        chinese = dice.random() < 0.5
        fonts = list_fonts()["zh" if chinese else "en"]
        size = int(dice.integers(22, 48))
        font = ImageFont.truetype(fonts[int(dice.integers(len(fonts)))], size)
        line = write_line(dice, chinese, 800 // size)
        pen.text((50, top), line, fill=tuple(int(each) for each in dice.integers(0, 90, 3)), font=font)
        lines.append(line)
        top += round(1.9 * size)
    return shade(turn(np.asarray(page), float(dice.uniform(-TURNED, TURNED)), (900, 900)), dice), lines


def write_line(dice: np.random.Generator, chinese: bool, letters: int) -> str:
    """Words of a page's line, not longer than so many wide letters."""
    if chinese:
        start = int(dice.integers(0, len(CHINESE) - 8))
        return CHINESE[start : start + int(dice.integers(4, max(5, min(letters, 16))))]
    words = [ENGLISH[int(each)] for each in dice.integers(0, len(ENGLISH), 6)]
    while len(" ".join(words)) > 1.6 * letters:
        words.pop()
    return " ".join(words)


def list_fonts() -> dict[str, list[str]]:
    """Files of fonts on this computer that have Chinese letters, and that have at least Latin ones. Raises NotHere."""
    fonts = [each for each in FONTS.rglob("*") if each.suffix.lower() in (".ttf", ".otf", ".ttc")]
    chinese = sorted(str(each) for each in fonts if "CJK" in each.name)
    latin = sorted(str(each) for each in fonts if any(name in each.name for name in ("DejaVu", "Liberation", "FreeS")))
    latin = [each for each in latin if not any(name in each for name in ("Oblique", "Math", "Symbol"))]
    if not chinese:
        raise NotHere(f"no Chinese font in {FONTS}: set SUNMAO_BENCHMARK_FONTS")
    return {"zh": chinese, "en": latin or chinese}


def turn(image: np.ndarray, degrees: float, size: tuple[int, int]) -> np.ndarray:
    """The picture turned about its middle, on gray; size: (width, height)."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    matrix[:, 2] += np.array([size[0] - width, size[1] - height]) / 2
    return cv2.warpAffine(image, matrix, size, borderValue=(200, 200, 200))


def shade(image: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """With a soft shadow over one side and a camera's grain."""
    height, width = image.shape[:2]
    angle, edge = dice.uniform(0, 2 * np.pi), dice.uniform(-0.2, 0.2)
    across = np.linspace(-0.5, 0.5, width)[None] * np.cos(angle) + np.linspace(-0.5, 0.5, height)[:, None] * np.sin(
        angle
    )
    light = 1 - dice.uniform(0.2, 0.6) / (1 + np.exp(-(across - edge) / 0.05))
    return np.clip(image * light[..., None] + dice.normal(0, 4, image.shape), 0, 255).astype(np.uint8)


def place_on_paper(code: np.ndarray, text: str, dice: np.random.Generator) -> tuple[np.ndarray, str]:
    """(a code on paper, turned, smaller, in a shadow, a little blurred, (H, W, 3) uint8 RGB; what it says)."""
    scale = dice.uniform(0.45, 1.0) * min(PAPER) / max(code.shape)
    small = cv2.resize(code, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = turn(np.repeat(small[..., None], 3, axis=2), float(dice.uniform(-TURNED, TURNED)), PAPER[::-1])
    return shade(cv2.GaussianBlur(paper, (0, 0), dice.uniform(0.3, 1.2)), dice), text


def make_qr(dice: np.random.Generator) -> tuple[np.ndarray, str]:
    """(a QR code, (H, W) uint8; its text)."""
    import segno

    text = CHINESE[:4] + str(dice.integers(10**9))
    rows = segno.make(text, micro=False, encoding="utf-8").matrix_iter(border=4, scale=8)
    return np.array([[255 * (1 - dot) for dot in row] for row in rows], np.uint8), text


def make_bar_code(dice: np.random.Generator) -> tuple[np.ndarray, str]:
    """(an EAN-13 code, (H, W) uint8; its digits)."""
    left = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
    right = ["".join("10"[int(bit)] for bit in each) for each in left]
    parity = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split()
    digits = [int(each) for each in dice.integers(0, 10, 12)]
    digits.append(-(sum(digits[::2]) + 3 * sum(digits[1::2])) % 10)
    first = [left[n] if way == "L" else right[n][::-1] for way, n in zip(parity[digits[0]], digits[1:7], strict=True)]
    bits = "101" + "".join(first) + "01010" + "".join(right[n] for n in digits[7:]) + "101"
    row = np.array([255 * (1 - int(bit)) for bit in f"{'0' * 12}{bits}{'0' * 12}"], np.uint8)
    return np.pad(np.repeat(np.repeat(row[None], 200, axis=0), 4, axis=1), 20, constant_values=255), "".join(
        map(str, digits)
    )


def make_marker(dice: np.random.Generator) -> tuple[np.ndarray, str]:
    """(a marker, (H, W) uint8; its number)."""
    family = list(FAMILIES.values())[int(dice.integers(len(FAMILIES)))]
    dictionary = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, family))
    number = int(dice.integers(0, len(dictionary.bytesList)))
    return np.pad(cv2.aruco.generateImageMarker(dictionary, number, 300), 60, constant_values=255), str(number)


def read_bare_codes(image) -> list[str]:
    """Read a picture by OpenCV's detectors of QR codes and bar codes."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    texts = _QR.detectAndDecodeBytesMulti(gray)[1]
    return [*(text.decode("utf-8", "replace") for text in texts), *_BARS.detectAndDecodeWithType(gray)[1]]


def read_by_zxing(image) -> list[str]:
    """Read the same kinds of codes by zxing-cpp."""
    formats = zxingcpp.barcode_formats_from_str(",".join(KINDS).replace(" ", ""))
    return [code.text for code in zxingcpp.read_barcodes(image, formats=formats)]


def read_bare_markers(image) -> list[str]:
    """Read a picture by OpenCV's detector of markers."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return [str(number) for number in np.ravel(_MARKERS.detectMarkersMultiDict(gray)[1])]


_QR, _BARS, _MARKERS = cv2.QRCodeDetectorAruco(), cv2.barcode.BarcodeDetector(), cv2.aruco.ArucoDetector()
_MARKERS.setDictionaries([cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, each)) for each in FAMILIES.values()])
BARE = {"OpenCV": read_bare_codes, "zxing-cpp": read_by_zxing}
CODES = {
    "QR codes": (make_qr, find_codes, BARE),
    "bar codes": (make_bar_code, find_codes, BARE),
    "markers": (make_marker, find_markers, {"OpenCV": read_bare_markers}),
}
