"""Addresses of chips on I2C, as data sheets write them."""


def format_address(address: int) -> str:
    """As data sheets write it: '0x68'."""
    return f"0x{address:02X}"


def parse_address(address: int | str) -> int:
    """The number of an address such as 0x69 or '0x69'; -1, which no chip has, for other text."""
    try:
        return int(address, 0) if isinstance(address, str) else address
    except ValueError:
        return -1
