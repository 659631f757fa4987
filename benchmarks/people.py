"""People cut out of photographs, against masks drawn by hand, and against cutting by color from the points of bodies.

`SUNMAO_BENCHMARK_PEOPLE_MASKS`: a data set folder with `images/` and `masks_semantic/` of the same names, people not 0.
`SUNMAO_BENCHMARK_MEDIAPIPE`: a folder with MediaPipe's npm packages, unpacked, for the original file in LiteRT.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.person_original import FILE
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from sunmao.images.image_files import read_image_file
from sunmao.landmarks.find_landmarks import find_landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.ready import find_person
from sunmao.ready.person_finding import SIDE

PICTURES = 110
ROUNDS = 3  # of GrabCut
# Of a body's points: the trunk, and the limbs that surely belong to the person.
TRUNK, NOSE = (11, 12, 24, 23), 0
LIMBS = ((11, 13), (13, 15), (12, 14), (14, 16), (23, 25), (25, 27), (24, 26), (26, 28))


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows for the masks and for the original file."""
    yield from attempt("people: masks", measure_masks, size)
    yield from attempt("people: as MediaPipe's file", measure_parity, size)


def measure_masks(size: Size) -> Iterator[Row | MissingRow]:
    """The mean intersection over union with the masks, and the processor time."""
    found = {"ours": [], "points": []}
    spent = dict.fromkeys(found, 0.0)
    works: dict[str, Callable] = {"ours": lambda image: find_person(image).mask > 0, "points": cut_by_points}
    for image, mask in load_pictures(size.pick(PICTURES, 2)):
        for name, work in works.items():
            since = time.process_time()
            cut = work(image)
            spent[name] += time.process_time() - since
            found[name].append(100 * (cut & mask).sum() / max(1, (cut | mask).sum()))
    note = f"{len(found['ours'])} photographs"
    ours, points = (float(np.mean(each)) for each in found.values())
    yield Row(
        "people: intersection over union", ours, "%", ">= 1", peer=points, peer_name="GrabCut by points", note=note
    )
    yield Row("people: processor time by GrabCut's", 100 * spent["ours"] / spent["points"], "%", "<= 100")


def load_pictures(count: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(a photograph, (H, W, 3) uint8 RGB; where people are, (H, W) bool). Raises NotHere."""
    folder = Path(os.environ.get("SUNMAO_BENCHMARK_PEOPLE_MASKS", "absent"))
    masks = sorted(folder.joinpath("masks_semantic").rglob("*.png"))
    if not masks:
        raise NotHere("set SUNMAO_BENCHMARK_PEOPLE_MASKS")
    for place in np.linspace(0, len(masks) - 1, min(count, len(masks))).astype(int):
        near = folder / "images" / masks[place].relative_to(folder / "masks_semantic").parent
        [file] = near.glob(f"{masks[place].stem}.*")
        yield read_image_file(file), cv2.imread(str(masks[place]), cv2.IMREAD_UNCHANGED) > 0


def cut_by_points(image: np.ndarray) -> np.ndarray:
    """Return the pixels of people, (H, W) bool, by GrabCut: those between a body's points are surely its own."""
    marks = np.full(image.shape[:2], cv2.GC_BGD, np.uint8)
    bodies = find_landmarks(image, TARGETS["body"])
    for left, top, right, bottom in (body.box for body in bodies):
        wide, high = 0.25 * (right - left), 0.2 * (bottom - top)
        corner = round(max(0.0, left - wide)), round(max(0.0, top - high))
        cv2.rectangle(marks, corner, (round(right + wide), round(bottom + high)), cv2.GC_PR_BGD, cv2.FILLED)
    for points in (body.points[:, :2].astype(np.int32) for body in bodies):
        thick = max(1, round(float(np.linalg.norm(points[11] - points[12])) / 8))
        cv2.fillConvexPoly(marks, cv2.convexHull(points), cv2.GC_PR_FGD)
        cv2.fillConvexPoly(marks, points[list(TRUNK)], cv2.GC_FGD)
        for start, end in LIMBS:
            cv2.line(marks, tuple(points[start].tolist()), tuple(points[end].tolist()), cv2.GC_FGD, thick)
        cv2.circle(marks, tuple(points[NOSE].tolist()), 2 * thick, cv2.GC_FGD, cv2.FILLED)
    if bodies:
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(np.ascontiguousarray(image[..., ::-1]), marks, None, *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    return (marks & 1) > 0


def measure_parity(size: Size) -> Iterator[Row | MissingRow]:
    """Yield the rows of the differences between the packaged model's answers and those of the original file."""
    packages = os.environ.get("SUNMAO_BENCHMARK_MEDIAPIPE")
    if not packages:
        raise NotHere("set SUNMAO_BENCHMARK_MEDIAPIPE")
    from ai_edge_litert.interpreter import Interpreter

    from sunmao.landmarks.sessions import run_landmark_model

    [file] = Path(packages).rglob(FILE)
    original = Interpreter(model_path=str(file))
    original.allocate_tensors()
    apart = []
    for image, _ in load_pictures(size.pick(PICTURES, 2)):
        small = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        original.set_tensor(original.get_input_details()[0]["index"], small[None])
        original.invoke()
        theirs = original.get_tensor(original.get_output_details()[0]["index"])[0, ..., 0]
        ours = run_landmark_model("person_segmentation", small.transpose(2, 0, 1))[0][0, 0]
        apart.append(float(np.abs(ours - theirs).max()))
    yield Row(
        "people: farthest from MediaPipe's file", 1000 * max(apart), "‰", "<= 1", note=f"{len(apart)} photographs"
    )
