"""Pictures of blocks as SVG, in the shapes and colors of the page: a statement, a value, a hat, or what holds others."""

from html import escape
from unicodedata import east_asian_width

from checks.site.block_rows import GROUPS, Row, list_rows
from sunmao.blocks.spec import Block, Standard

HEIGHT, PAD, GAP = 40, 12, 8  # pixels of a row, before its first part, between parts
INDENT, BODY = 18, 32  # pixels beside and in the mouth of what holds others
NOTCH = 10  # pixels from the left edge to the joint of a statement
ROUND = 5
WIDE, NARROW = 14.0, 7.5  # pixels of a Chinese character and, on average, of another one
VARIABLE = GROUPS["variables"].color


def draw_block(block: Block | Standard, lang: str) -> str:
    """The picture of a block in one language, 'zh' or 'en', as one `<svg>` element that asks for nothing outside it."""
    rows = list_rows(block, lang)
    drawn, widths = [], []
    top, mouths = (14 if block.shape == "hat" else 2), []
    for row in rows:
        if row == [("body", "")]:
            mouths.append((top, top + BODY))
            top += BODY
            continue
        parts, width = _draw_row(row, top)
        drawn.append(parts)
        widths.append(width)
        if row[-1][0] == "body":
            mouths.append((top + HEIGHT, top + HEIGHT + BODY))
            top += BODY
        top += HEIGHT
    if mouths:
        top += INDENT // 2
    width = max([*widths, 56])
    shape = _draw_value(width, top) if _is_value(block) else _draw_statement(block, width, top, mouths)
    return (
        f'<svg class="block" xmlns="http://www.w3.org/2000/svg" role="img" width="{width + 4:.0f}" height="{top + 10}" '
        f'viewBox="-2 0 {width + 4:.0f} {top + 10}"><path fill="{GROUPS[block.drawer].color}" d="{shape}"/>'
        f"{''.join(drawn)}</svg>"
    )


def _is_value(block: Block | Standard) -> bool:
    return block.shape == "value" if isinstance(block, Block) else block.output is not None


def _draw_row(row: Row, top: float) -> tuple[str, float]:
    """The parts of one row, and its width."""
    x, drawn = float(PAD), []
    for kind, text in row:
        if kind == "body":
            continue
        width = measure(text) if kind == "word" else max(measure(text) + 18, 32)
        drawn.append(_draw_part(kind, text, x, top, width))
        x += width + GAP
    return "".join(drawn), x - GAP + PAD


def _draw_part(kind: str, text: str, x: float, top: float, width: float) -> str:
    middle, height = top + HEIGHT / 2, 26
    if kind == "word":
        return _write(text, x, middle, "#fff")
    box = f'x="{x:.1f}" y="{middle - height / 2:.1f}" width="{width:.1f}" height="{height}"'
    if kind == "menu":
        return f'<rect {box} rx="4" fill="#000" fill-opacity=".25"/>{_write(text, x + 9, middle, "#fff")}'
    fill, ink = (VARIABLE, "#fff") if kind == "variable" else ("#fff", "#1d2530")
    edge = ' stroke="#fff" stroke-opacity=".5"' if kind == "variable" else ""
    return f'<rect {box} rx="13" fill="{fill}"{edge}/>{_write(text, x + 9, middle, ink)}'


def _write(text: str, x: float, middle: float, color: str) -> str:
    width = f' textLength="{measure(text):.1f}" lengthAdjust="spacingAndGlyphs"' if text else ""
    said = escape(text)
    return f'<text x="{x:.1f}" y="{middle + 5:.1f}" fill="{color}" font-size="14"{width}>{said}</text>' if text else ""


def measure(text: str) -> float:
    """About how many pixels a text takes at 14 pixels; its letters are then spaced to exactly that."""
    return sum(WIDE if east_asian_width(letter) in "WF" else NARROW for letter in text)


def _draw_value(width: float, height: float) -> str:
    half = (height - 2) / 2 if height < 60 else 20
    return (
        f"M{half} 2H{width - half:.1f}a{half} {half} 0 0 1 {half} {half}V{height - half:.1f}"
        f"a{half} {half} 0 0 1 -{half} {half}H{half}a{half} {half} 0 0 1 -{half} -{half}V{2 + half}a{half} {half} 0 0 1 "
        f"{half} -{half}z"
    )


def _draw_statement(block: Block | Standard, width: float, height: float, mouths: list[tuple[float, float]]) -> str:
    if block.shape == "hat":
        path = f"M0 20C0 4 60 -2 100 14H{max(width, 120) - ROUND:.1f}"
        width = max(width, 120)
    else:
        path = f"M0 {2 + ROUND}a{ROUND} {ROUND} 0 0 1 {ROUND} -{ROUND}H{NOTCH}l4 5h14l4 -5H{width - ROUND:.1f}"
    path += f"a{ROUND} {ROUND} 0 0 1 {ROUND} {ROUND}"
    for begin, end in mouths:
        path += f"V{begin}H{INDENT + 32}l-4 5h-14l-4 -5H{INDENT}V{end}H{width:.1f}"
    path += f"V{height - ROUND}a{ROUND} {ROUND} 0 0 1 -{ROUND} {ROUND}"
    return (
        path
        + ("" if block.cap else f"H{NOTCH + 22}l-4 5h-14l-4 -5")
        + f"H{ROUND}a{ROUND} {ROUND} 0 0 1 -{ROUND} -{ROUND}z"
    )
