"""Telling classes of sounds apart: how they are learned, asked about, and listened for. `sunmao.sound` is its public
name.
"""
