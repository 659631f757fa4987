"""Ten digits as a person draws them: strokes of (x, y) points, 0 to 1, y downwards, and the hand that draws them."""

from math import cos, pi, sin


def arc(
    x: float, y: float, across: float, down: float, start: float, end: float, steps: int = 14
) -> list[tuple[float, float]]:
    """Part of an ellipse around (x, y); angles in half turns, 0 to the right, growing clockwise on the screen."""
    angles = [pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + across * cos(angle), y + down * sin(angle)) for angle in angles]


DIGITS = {
    0: [arc(0.5, 0.5, 0.22, 0.34, -0.5, 1.5, 24)],
    1: [[(0.40, 0.28), (0.53, 0.15), (0.53, 0.85)]],
    2: [[*arc(0.5, 0.33, 0.2, 0.18, -1, 0.15), (0.32, 0.83), (0.74, 0.83)]],
    3: [[*arc(0.47, 0.32, 0.2, 0.17, -0.9, 0.5), *arc(0.47, 0.67, 0.23, 0.18, -0.5, 0.9)]],
    4: [[(0.52, 0.14), (0.26, 0.58), (0.76, 0.58)], [(0.62, 0.36), (0.60, 0.86)]],
    5: [[(0.70, 0.16), (0.36, 0.16), (0.33, 0.46), *arc(0.48, 0.63, 0.22, 0.2, -0.65, 0.85)]],
    6: [[(0.60, 0.14), (0.40, 0.36), (0.31, 0.62), *arc(0.5, 0.66, 0.19, 0.19, -1, 1, 20)]],
    7: [[(0.28, 0.17), (0.72, 0.17), (0.46, 0.86)]],
    8: [[*arc(0.5, 0.32, 0.17, 0.16, 0.5, -1.5, 18), *arc(0.5, 0.67, 0.2, 0.19, -0.5, 1.5, 18)]],
    9: [[*arc(0.5, 0.34, 0.18, 0.18, 0, -2, 20), (0.67, 0.5), (0.6, 0.86)]],
}


def draw_digit(page, digit: int) -> None:
    """Draw a digit on the page's board with the mouse."""
    box = page.locator(".board").bounding_box()
    for stroke in DIGITS[digit]:
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point, steps=4)
        page.mouse.up()
