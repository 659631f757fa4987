"""Sketches as compilers write them: Intel HEX, lines of bytes with their address and a checksum."""

DATA, END, SEGMENT, LINEAR = 0, 1, 2, 4  # kinds of records
LARGEST = 1 << 20  # bytes of an image: more than any board's flash
BLANK = 0xFF  # a byte of flash on which nothing was written


def parse_hex(text: str) -> bytes:
    """The bytes from address 0 on; gaps are as empty flash. Raises ValueError for a broken or unfinished file."""
    image, base = bytearray(), 0
    for number, line in enumerate(text.split(), 1):
        kind, address, data = _parse_record(line, number)
        if kind == DATA:
            end = base + address + len(data)
            if end > LARGEST:
                raise ValueError(f"line {number}: address {base + address} is out of range")
            image.extend(bytes((BLANK,)) * (end - len(image)))
            image[base + address : end] = data
        elif kind == END:
            return bytes(image)
        elif kind in (SEGMENT, LINEAR):
            base = int.from_bytes(data, "big") << (4 if kind == SEGMENT else 16)
    raise ValueError("the file has no end")


def _parse_record(line: str, number: int) -> tuple[int, int, bytes]:
    """Kind, address and data of a line."""
    record = bytes.fromhex(line[1:])
    if line[0] != ":" or len(record) < 5 or len(record) != record[0] + 5 or sum(record) & 0xFF:
        raise ValueError(f"line {number} is broken")
    return record[3], int.from_bytes(record[1:3], "big"), record[4:-1]
