"""Saved workspace → checked tree → Python with a line ↔ block map. Pure: no files, no network, no clock."""

from sunmao.codegen.problems import Problem
from sunmao.codegen.program import CompiledProgram, compile_workspace

__all__ = ["CompiledProgram", "Problem", "compile_workspace"]
