"""Firmata client and protocol, the byte streams that carry it, and the detection of ports and boards."""
