"""ONNX files looked through without the onnx package: enough of protobuf to find tensors that lie in other files."""

VARINT, EIGHT, LENGTH, FOUR = 0, 1, 2, 5  # protobuf's wire types
DEEPEST = 30  # graphs in nodes in graphs
MOST_FIELDS = 5_000_000

# message → number of a field → the message in it; only the ways that lead to tensors.
_WAYS = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
}
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14  # fields of a tensor


class CorruptProtobuf(ValueError):
    """These bytes are no protobuf message."""


def has_external_data(model) -> bool:
    """Whether any number of an ONNX model, given as bytes, is to be read from another file.

    Raises: CorruptProtobuf (cut off, or no protobuf at all).
    """
    budget = [MOST_FIELDS]
    return _has_external_data(memoryview(model), "model", 0, budget)


def _has_external_data(data: memoryview, message: str, depth: int, budget: list) -> bool:
    if depth > 4 * DEEPEST:
        raise CorruptProtobuf("too deep")
    for number, value in _iter_fields(data, budget):
        if message == "tensor":
            if number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value != 0):
                return True
        elif number in _WAYS[message] and isinstance(value, memoryview):
            if _has_external_data(value, _WAYS[message][number], depth + 1, budget):
                return True
    return False


def _iter_fields(data: memoryview, budget: list):
    """(number, value) of each field: an int, or a view of the bytes; nothing is copied."""
    place, end = 0, len(data)
    while place < end:
        budget[0] -= 1
        if budget[0] < 0:
            raise CorruptProtobuf("too many fields")
        tag, place = _read_varint(data, place)
        number, wire = tag >> 3, tag & 7
        if wire == VARINT:
            value, place = _read_varint(data, place)
            yield number, value
            continue
        length = {EIGHT: 8, FOUR: 4}.get(wire)
        if wire == LENGTH:
            length, place = _read_varint(data, place)
        if length is None or length > end - place:
            raise CorruptProtobuf("no message")
        yield number, data[place : place + length]
        place += length


def _read_varint(data: memoryview, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(data):
            raise CorruptProtobuf("cut off")
        byte = data[place]
        value |= (byte & 0x7F) << shift
        place += 1
        if byte < 0x80:
            return value, place
    raise CorruptProtobuf("no number")
