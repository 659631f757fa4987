"""Bridges between programs, pages and hardware: worker processes that own the serial ports and the cameras."""
