"""Charts, seen in their pixels."""

import numpy as np
import pytest

from sunmao.tabular.charts import HEIGHT, LEFT, MAX_POINTS, TOP, WIDTH, draw_chart, draw_mark, draw_stacked_bars

AXES = ("across", "up")
BLUE, ORANGE, MAIN = (0, 114, 178), (213, 94, 0), (38, 106, 176)


def _find(image: np.ndarray, color: tuple[int, int, int]) -> np.ndarray:
    """(N, 2): the places (x, y) of a color in the field of the chart."""
    field = image[TOP - 6 : TOP + HEIGHT + 7, LEFT - 6 : LEFT + WIDTH + 7]
    return np.argwhere((field == color).all(axis=2))[:, ::-1] + (LEFT - 6, TOP - 6)


def test_points_stand_where_their_numbers_say():
    image = draw_chart("scatter", [0, 10], [0, 100], None, AXES, "title")
    assert image.dtype == np.uint8 and image.shape[0] == TOP + HEIGHT + 66
    points = _find(image, BLUE)
    low, high = (
        points[points[:, 0] < LEFT + WIDTH / 2].mean(axis=0),
        points[points[:, 0] > LEFT + WIDTH / 2].mean(axis=0),
    )
    share = 0.04 / 1.08
    assert low == pytest.approx((LEFT + share * WIDTH, TOP + (1 - share) * HEIGHT), abs=1.5)
    assert high == pytest.approx((LEFT + (1 - share) * WIDTH, TOP + share * HEIGHT), abs=1.5)


def test_every_name_has_a_color_of_its_own():
    image = draw_chart("scatter", [0, 1, 2], [0, 1, 2], ["b", "a", "a"], AXES, "")
    assert len(_find(image, BLUE)) > 1.5 * len(_find(image, ORANGE)) > 0
    plain = draw_chart("scatter", [0, 1, 2], [0, 1, 2], None, AXES, "")
    assert image.shape[1] > plain.shape[1]  # the names stand beside it


def test_names_beyond_the_sixth_are_grey():
    image = draw_chart("scatter", [*range(8)], [*range(8)], [*"abcdefgh"], AXES, "")
    gray = _find(image, (150, 150, 150))
    assert len(gray) > 60 and gray[:, 0].min() > LEFT + WIDTH * 0.7


def test_rows_without_a_number_are_left_out():
    def count(across: list, up: list) -> int:
        return len(_find(draw_chart("scatter", across, up, None, AXES, ""), BLUE))

    assert count([0, None, 2, 1], [0, 1, None, 5]) == count([0, 1], [0, 5]) > 0
    assert count([], []) == 0


def test_a_line_joins_its_points():
    image = draw_chart("line", [0, 10], [3, 3], None, AXES, "")
    columns = {x for x, _ in _find(image, BLUE)}
    assert len(columns) > 0.85 * WIDTH


def test_many_points_are_a_sample_and_that_is_said():
    numbers = [*range(3 * MAX_POINTS)]
    image = draw_chart("scatter", numbers, numbers, None, AXES, "t")
    few = draw_chart("scatter", numbers[:10], numbers[:10], None, AXES, "t")
    assert (image[:30] != 255).sum() > 2 * (few[:30] != 255).sum()


def test_bars_are_means_and_reach_to_zero():
    image = draw_chart("bar", ["a", "b", "a"], [2.0, -3.0, 4.0], None, AXES, "")
    bars = _find(image, MAIN)
    left, right = bars[bars[:, 0] < LEFT + WIDTH / 2], bars[bars[:, 0] > LEFT + WIDTH / 2]
    zero = TOP + HEIGHT * 0.5
    assert left[:, 1].min() == pytest.approx(TOP, abs=1) and left[:, 1].max() == pytest.approx(zero, abs=1)
    assert right[:, 1].min() == pytest.approx(zero, abs=1) and right[:, 1].max() == pytest.approx(TOP + HEIGHT, abs=1)
    assert draw_chart("bar", [], [], None, AXES, "").shape[0] == image.shape[0]


def test_bars_of_parts():
    image = draw_stacked_bars(["a", "b"], [[3, 1], [0, 2]], AXES, "")
    first, second = _find(image, BLUE), _find(image, ORANGE)
    assert first[:, 0].max() < LEFT + WIDTH / 2 and (second[:, 0] > LEFT + WIDTH / 2).any()
    tall = first[:, 1].max() - first[:, 1].min()
    above = second[second[:, 0] < LEFT + WIDTH / 2]
    assert above[:, 1].max() <= first[:, 1].min() and tall == pytest.approx(3 / 4.16 * HEIGHT, abs=2)


@pytest.mark.parametrize("shape", range(6))
def test_marks_differ_in_their_shape(shape):
    def draw(number: int) -> np.ndarray:
        image = np.zeros((21, 21, 3), np.uint8)
        draw_mark(image, number, (10, 10), (255, 255, 255))
        return image

    assert 20 < (draw(shape)[..., 0] > 128).sum() < 150
    assert not any((draw(shape) == draw(other)).all() for other in range(6) if other != shape)
