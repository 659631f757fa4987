"""Boards: the worker process that owns the serial ports."""
