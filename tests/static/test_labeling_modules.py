"""The geometry of the label editor: boxes, outlines, zooming, points by keys, masks and paint."""

import pytest

pytestmark = pytest.mark.process  # a Node for each

IMPORTS = """import * as boxes from './features/data/labeling/geometry/boxes';
import * as polygons from './features/data/labeling/geometry/polygons';
import * as things from './features/data/labeling/geometry/annotations';
import * as view from './features/data/labeling/geometry/viewport';
import * as ninths from './features/data/labeling/geometry/ninths';
import * as runs from './features/data/labeling/geometry/run_lengths';
import * as paint from './features/data/labeling/geometry/paint';
const SIZE = { w: 100, h: 80 };
"""


@pytest.fixture
def said(node):
    """Run lines of TypeScript, with the modules of the label editor at hand, and return their values in `said`."""
    return lambda code: node(IMPORTS + code)


def test_a_box_is_moved_and_resized_inside_the_picture(said):
    assert said(
        "said.push(boxes.makeBox({ x: 9, y: 2 }, { x: 3, y: 7 }), boxes.moveBox([10, 10, 30, 20], 90, -50, SIZE),"
        "boxes.resizeBox([10, 10, 30, 20], { x: 1, y: 1 }, 500, 5, SIZE), boxes.resizeBox([10, 10, 30, 20], { x: -1, y: 0 }, 30, 99, SIZE))"
    ) == [[3, 2, 9, 7], [80, 0, 100, 10], [10, 10, 100, 25], [30, 10, 40, 20]]


def test_the_nearest_handle_within_reach_is_found(said):
    assert said(
        "const find = (x: number, y: number) => boxes.findHandle([10, 10, 50, 40], { x, y }, 12);"
        "said.push(find(12, 13), find(31, 45), find(55, 24), find(30, 25), find(62.5, 40))"
    ) == [{"x": -1, "y": -1}, {"x": 0, "y": 1}, {"x": 1, "y": 0}, None, None]


def test_outlines_know_inside_area_corners_and_sides(said):
    assert said(
        "const el = [0, 0, 10, 0, 10, 10, 5, 10, 5, 5, 0, 5];"
        "said.push(polygons.computeArea(el), polygons.isInPolygon(el, { x: 2, y: 8 }), polygons.isInPolygon(el, { x: 8, y: 8 }),"
        "polygons.findPolygonsBox([el]), polygons.findCorner([el], { x: 9.5, y: 1 }, 3), polygons.findSide([el], { x: 3, y: -1 }, 2),"
        "polygons.insertCorner([[0, 0, 4, 0, 4, 4]], { polygon: 0, at: 2 }, { x: 5, y: 2 }))"
    ) == [
        75,
        False,
        True,
        [0, 0, 10, 10],
        {"polygon": 0, "at": 2},
        {"corner": {"polygon": 0, "at": 0}, "point": {"x": 3, "y": 0}},
        [[0, 0, 4, 0, 5, 2, 4, 4]],
    ]


def test_a_drawn_line_keeps_its_shape_with_fewer_points(said):
    line, kept = said(
        "const line = Array.from({ length: 200 }, (_, i) => i / 10).flatMap((t) => [10 * Math.cos(t / 4), 10 * Math.sin(t / 4)]);"
        "const kept = polygons.simplifyLine(line, 0.2);"
        "const far = Math.max(...line.map((x, at) => at % 2 ? 0 : Math.min(...kept.map((_, k) => k % 2 || k + 2 >= kept.length ? Infinity : segment(x, line[at + 1], kept[k], kept[k + 1], kept[k + 2], kept[k + 3])))));"
        "function segment(x: number, y: number, a: number, b: number, c: number, d: number) { const t = Math.max(0, Math.min(1, ((x - a) * (c - a) + (y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2))); return Math.hypot(x - a - t * (c - a), y - b - t * (d - b)); }"
        "said.push(far, kept.length / 2)"
    )
    assert line <= 0.2 and 10 < kept < 40


def test_things_under_a_click_take_turns_the_smallest_first(said):
    assert said(
        "const box = (...b: number[]) => things.makeBoxAnnotation('a', b as never, SIZE);"
        "const all = [box(0, 0, 90, 70), box(10, 10, 30, 30), things.makeOutlineAnnotation('b', [[40, 10, 60, 10, 50, 40]])];"
        "const at = (x: number, y: number, chosen: number) => things.chooseUnder(all, { x, y }, 2, chosen);"
        "said.push(at(20, 20, -1), at(20, 20, 1), at(20, 20, 0), at(42, 35, -1), at(50, 20, -1), at(95, 75, 1))"
    ) == [1, 0, 1, 0, 2, -1]


def test_an_outline_is_stretched_with_its_box_and_stays_inside_when_it_moves(said):
    assert said(
        "const thing = things.makeOutlineAnnotation('b', [[10, 10, 30, 10, 20, 30]]);"
        "const wide = things.resizeAnnotation(thing, { x: 1, y: 0 }, 20, 0, SIZE), moved = things.moveAnnotation(thing, -50, 5, SIZE);"
        "said.push(wide.box, wide.polygons, moved.box, moved.polygons, things.growAnnotation(things.makeBoxAnnotation('a', [0, 0, 10, 10], SIZE), -50, 1, SIZE).box)"
    ) == [
        [10, 10, 50, 30],
        [[10, 10, 50, 10, 30, 30]],
        [0, 15, 20, 35],
        [[0, 15, 20, 15, 10, 35]],
        [0, 0, 2, 11],
    ]


def test_zooming_keeps_what_is_under_the_pointer_and_the_picture_in_sight(said):
    same, least, out, pushed = said(
        "const image = { w: 416, h: 312 }, stage = { w: 1022, h: 556 }; let now = view.fitViewport(image, stage);"
        "const at = { x: 400, y: 300 }, before = view.toImage(now, at); now = view.zoomAt(now, 5, at, image, stage);"
        "const after = view.toImage(now, at); said.push(Math.hypot(before.x - after.x, before.y - after.y) < 1e-9);"
        "said.push(view.zoomAt(now, 0.001, at, image, stage).scale === view.fitViewport(image, stage).scale);"
        "said.push(view.zoomAt(now, 1e9, at, image, stage).scale <= 48);"
        "const far = view.pan(now, 1e6, -1e6, image, stage); said.push([far.x <= stage.w - 64, far.y + image.h * far.scale >= 64])"
    )
    assert same and least and out and pushed == [True, True]


@pytest.mark.parametrize("size", [(416, 312), (32, 32), (1920, 1080), (5000, 20)])
def test_any_point_is_reached_by_ninths_within_a_pixel(said, size):
    presses, worst = said(
        f"const size = {{ w: {size[0]}, h: {size[1]} }}; let worst = 0;"
        "for (let x = 0; x <= 40; x++) for (let y = 0; y <= 40; y++) { const point = { x: size.w * x / 40, y: size.h * y / 40 };"
        "const reached = ninths.findMiddle(ninths.narrow(size, ninths.findPresses(size, point)));"
        "worst = Math.max(worst, Math.abs(reached.x - point.x), Math.abs(reached.y - point.y)); }"
        "said.push(ninths.countPresses(size), worst)"
    )
    assert worst <= 1.001
    assert size != (416, 312) or 2 + 2 * presses <= 12, "a digit, N, and twice as many presses"


def test_masks_go_there_and_back(said):
    assert said(
        "const paintIn = new Uint8Array(12); runs.fillRuns(paintIn, { size: [3, 4], counts: [2, 3, 6, 1] }, 7);"
        "said.push([...paintIn], runs.encodeRuns(paintIn, 4, 3, 7), runs.encodeRuns(paintIn, 4, 3, 1));"
        "const random = Uint8Array.from({ length: 35 }, (_, i) => (i * 7919) % 3); const back = new Uint8Array(35);"
        "for (const value of [1, 2]) runs.fillRuns(back, runs.encodeRuns(random, 7, 5, value)!, value); said.push([...random].join() === [...back].join())"
    ) == [
        [0, 7, 0, 0, 0, 7, 0, 0, 7, 0, 0, 7],
        {"size": [3, 4], "counts": [2, 3, 6, 1]},
        None,
        True,
    ]


def test_the_brush_paints_a_round_line_and_the_bucket_stops_at_colors(said):
    assert said(
        "const sheet = { w: 9, h: 5, pixels: new Uint8Array(45) }; const box = paint.paintLine(sheet, { x: 2, y: 2.5 }, { x: 7, y: 2.5 }, 1, 3);"
        "const row = (y: number) => [...sheet.pixels.slice(9 * y, 9 * y + 9)].join(''); said.push(row(0), row(2), box);"
        "const colors = new Uint8ClampedArray(180).fill(200); for (let y = 0; y < 5; y++) colors.fill(0, 4 * (9 * y + 4), 4 * (9 * y + 5));"
        "const clean = { ...sheet, pixels: new Uint8Array(45) }; said.push(paint.pour(clean, colors, { x: 1, y: 1 }, 2, 20), clean.pixels[3], clean.pixels[4], clean.pixels[5], paint.pour(clean, colors, { x: 1, y: 1 }, 2, 20));"
        "paint.paintPolygon(clean, [5, 0, 9, 0, 9, 5, 5, 5], [5, 0, 9, 5], 6); said.push(clean.pixels[5], clean.pixels[8])"
    ) == ["000000000", "033333330", [1, 1, 9, 5], 20, 2, 0, 0, 0, 6, 6]
