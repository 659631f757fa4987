"""Loads mmdet while it is imported: for an interpreter that is kept ready for a program that finds things."""

from .standin import networks

networks()
