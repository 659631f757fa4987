"""Folders that tests look for."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"  # real data and emulated boards; not part of the project, and not everywhere
