"""Compiles a saved workspace: JSON → checked tree → Python with a map between lines and blocks.

Pure: no files, no network, no clock.
"""

from sunmao.codegen.problems import Problem
from sunmao.codegen.program import CompiledProgram, compile_workspace

__all__ = ["CompiledProgram", "Problem", "compile_workspace"]
