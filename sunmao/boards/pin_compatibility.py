"""Whether a part fits a board, its pins and its firmware: the same knowledge for the check of the blocks and for the
running program.

Standard library only. Trouble is told as (argument, key of the text catalog, what fills its holes).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sunmao.boards.board_spec import EXTRA, BoardSpec, PinSpec
from sunmao.boards.part_registry import PARTS
from sunmao.texts import get_both

Trouble = tuple[str | None, str, dict]
CABLE = ("0", "1")  # pins that many Arduinos use to speak with the computer
OWN = ("pixels", "remote")  # abilities that only our own sketch offers
LISTED = 6  # neighboring pins that are named one by one


def find_problem(board: BoardSpec, kind: str, pins: dict, uses: Iterable[str] = ()) -> Iterator[Trouble]:
    """Find what keeps a part from working on a board.

    Args:
        board: one of `BOARDS`.
        kind: the class's name, as in `PARTS`; another one has no trouble.
        pins: argument → name or number of a pin, as far as they are known (None: not given); for a Display also its
        `kind`.
        uses: the words of the part that the program uses ('value', 'play'), as far as they are known.

    Yields:
        (argument, key, params) of what is in the way; argument is None where it is the board. Keys that begin with
        'part_needs_sketch' may be mended by another firmware on the same board.
    """
    if kind in PARTS:
        yield from find_part_problem(board, PARTS[kind], pins, uses)


def find_part_problem(board: BoardSpec, part: type[Any], pins: dict, uses: Iterable[str] = ()) -> Iterator[Trouble]:
    """As `find_problem`, for the class of a part."""
    if part.built_in and part.built_in not in board.more:
        yield None, *make_no_board(board, part)
        return
    yield from part.own_trouble(board, pins)
    required, told = part.list_required_abilities(pins), set()
    optional = [
        (argument, ability) for word in uses for argument, ability in part.method_abilities.get(word, {}).items()
    ]
    for argument, ability in (*required.items(), *optional):
        if pins.get(argument) is None:
            continue
        for found in find_pin_problem(board, part, argument, str(pins[argument]), ability):
            # What the firmware lacks is said once a part, and of each pin one thing.
            if found[1] not in told and argument not in told:
                told |= {argument} | ({found[1]} if found[1].startswith("part_") else set())
                yield found


def find_conflicts(board: BoardSpec, parts: list[tuple[str, dict]]) -> Iterator[tuple[int, str, str, dict]]:
    """Find conflicts between parts: over pins, places on I2C, and the PWM that a servo's timer ends.

    Args:
        parts: (kind, pins and what else is said of it) in the order of the program.

    Yields:
        (number of the part in `parts`, argument, key, params).
    """
    held: dict[str, str] = {}
    placed: list[tuple[type[Any], dict]] = []
    with_servo = any(kind == "Servo" for kind, _ in parts)
    for number, (kind, pins) in enumerate(parts):
        required = PARTS[kind].list_required_abilities(pins) if kind in PARTS else {}
        shares = kind in PARTS and PARTS[kind].shares
        wires = board.i2c_pins if shares else pins
        for argument, ability in required.items():
            pin = board.pin(wires[argument]) if wires.get(argument) is not None else None
            if pin is None:
                continue
            if pin.name in held and not (shares and PARTS[held[pin.name]].shares):
                yield number, argument, *make_pin_in_use(pin, held[pin.name])
            elif with_servo and ability == "pwm" and pin.name in board.servo_silences:
                yield number, argument, *make_pwm_lost(board, pin)
            held.setdefault(pin.name, kind)
        if shares or (kind in PARTS and PARTS[kind].single):
            here = (PARTS[kind], pins)
            if trouble := next(filter(None, (find_place_trouble(other, here) for other in placed)), None):
                yield number, next(iter(PARTS[kind].placed_by if shares else required), ""), *trouble
            placed.append(here)


def find_place_trouble(one: tuple[type[Any], dict], two: tuple[type[Any], dict]) -> tuple[str, dict] | None:
    """The sentence for two parts, each with what else is said of it, that are at one place on I2C, or of which a board
    can have only one; None: they can be together.
    """
    (kind, options), (other, more) = one, two
    if kind is other and kind.single:
        return "part_single", {"part": get_both(f"part_{kind.__name__}")}
    place, its = kind.find_place(options), other.find_place(more)
    if not place or not its or place[0] != its[0]:
        return None
    if kind is other:
        same = len(place) > 1 and place == its  # two of one sensor only read the same
        return ("channel_taken", {"channel": place[-1]}) if same else None
    holder, part = (get_both(f"part_{each.__name__}") for each in (kind, other))
    return "address_taken", {"holder": holder, "part": part, "address": place[0]}


def make_pin_in_use(pin: PinSpec, holder: str) -> tuple[str, dict]:
    """The sentence for a pin that a part of class `holder` has."""
    return "pin_taken", {"pin": pin.name, "holder": get_both(f"part_{holder}")}


def make_pwm_lost(board: BoardSpec, pin: PinSpec) -> tuple[str, dict]:
    """The sentence for a pin whose PWM a servo has ended."""
    return "pin_silenced", {"pin": pin.name, "names": format_pins(board, "pwm", but=board.servo_silences)}


def make_no_board(board: BoardSpec, part: type[Any]) -> tuple[str, dict]:
    """The sentence for a part that this board cannot have at all: which board can, or what works instead."""
    from sunmao.boards.registry import BOARDS

    said = {
        "part": get_both(f"part_{part.__name__}"),
        "board": get_board_title(board),
        "instead": get_alternative(part),
    }
    able = [each for each in BOARDS.values() if part.fits_somewhere(each)]
    if not able:
        return "part_needs_other", said
    return "part_needs_board", said | {
        "names": {
            lang: ("、" if lang == "zh" else ", ").join(get_board_title(each)[lang] for each in able)
            for lang in ("zh", "en")
        }
    }


def make_no_firmware(board: BoardSpec, part: type[Any], ability: str) -> tuple[str, dict]:
    """The sentence for a firmware that lacks what a part needs."""
    return "part_needs_sketch_own" if ability in OWN else "part_needs_sketch", {
        "part": get_both(f"part_{part.__name__}"),
        "board": get_board_title(board),
        "firmware": board.firmware,
        "ability": get_both(f"ability_{ability}"),
        "instead": get_alternative(part),
    }


def make_no_pin(board: BoardSpec, name: str) -> tuple[str, dict]:
    """The sentence for a pin that is not there."""
    if name in CABLE:
        return "pin_is_cable", {"pin": name, "names": format_pins(board)}
    return "pin_missing", {"pin": name, "board": get_board_title(board), "names": format_pins(board)}


def make_pin_unsupported(board: BoardSpec, pin: PinSpec, ability: str) -> tuple[str, dict]:
    """The sentence for a pin that cannot do what is needed, with those that can."""
    return "pin_cannot", {
        "pin": pin.name,
        "board": get_board_title(board),
        "ability": get_both(f"ability_{ability}"),
        "names": format_pins(board, ability),
    }


def format_pins(board: BoardSpec, ability: str | None = None, but: Any = ()) -> str:
    """The names of the board's pins that have an ability: '2–13, A4, A5'."""
    rows: list[list[PinSpec]] = []
    for pin in (pin for pin in board.pins if (ability is None or ability in pin.can) and pin.name not in but):
        if rows and pin.number == rows[-1][-1].number + 1 and pin.name.isdigit() == rows[-1][-1].name.isdigit():
            rows[-1].append(pin)
        else:
            rows.append([pin])
    return ", ".join(
        f"{row[0].name}–{row[-1].name}" if len(row) > LISTED else ", ".join(pin.name for pin in row) for row in rows
    )


def get_board_title(board: BoardSpec) -> dict:
    """Return the everyday name of the board, in both languages."""
    return {"zh": board.zh, "en": board.en}


def get_alternative(part: type[Any]) -> dict:
    """Return a sentence on what works in place of a part; empty where nothing does."""
    from sunmao.texts import TEXTS

    key = f"instead_{part.__name__}"
    return get_both(key) if key in TEXTS else {"zh": "", "en": ""}


def find_pin_problem(board: BoardSpec, part: type[Any], argument: str, name: str, ability: str) -> Iterator[Trouble]:
    """Find what keeps one pin of a part from doing something."""
    pin = board.pin(name)
    if pin is None:
        yield argument, *make_no_pin(board, name)
    elif ability in pin.can:
        return
    elif ability not in EXTRA or any(ability in each.can for each in board.pins):
        yield argument, *make_pin_unsupported(board, pin, ability)
    elif part.by_sketch:
        yield argument, *make_no_firmware(board, part, ability)
    else:
        yield argument, *make_no_board(board, part)
