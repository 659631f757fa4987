"""Loaders: each writes a sketch into a board through the bootloader that is on it. A loader is one file and a row of
`loader_registry`.
"""
