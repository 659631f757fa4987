"""Specification of a run, and the message with which its program begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sunmao.protocol.messages import ProgramError, StartProgram, StepControl
from sunmao.server.runs.project_backup import ProjectBackup

Position = tuple[int, int]  # line from 1, column in bytes of UTF-8


@dataclass(frozen=True)
class RunSpec:
    """Specification of what a run executes.

    folder: the project's; home: the run's own folder; environment: additions for the program; memory: bytes it may use;
    until: the block before which it ends, '' for none;
    backup: what brings the project's blocks back if the program deletes them; lines, blocks: where its blocks are
    (see `runs`); typed: the lines that the child typed as Python; find_block: the block of a span of the program, as of
    `CompiledProgram.find_block`; None: nobody knows more than the lines.
    """

    main: Path
    folder: Path
    home: Path
    environment: dict
    memory: int
    backup: ProjectBackup
    lines: list = field(default_factory=list)
    blocks: dict = field(default_factory=dict)
    until: str = ""
    typed: Sequence[int] = ()
    find_block: Callable[[Position, Position], str | None] | None = None

    def locate(self, error: ProgramError) -> ProgramError:
        """An error with the block that failed."""
        if self.find_block is None or len(error.span) != 4:
            return error
        line, column, end_line, end_column = error.span
        return replace(error, block=self.find_block((line, column), (end_line, end_column)) or "")

    def places(self, blocks: Sequence[str]) -> list[int]:
        """The first lines of these blocks, as far as they are in the program."""
        return [self.blocks[block][0] for block in blocks if block in self.blocks]

    def make_start(self, pace: StepControl) -> StartProgram:
        """Make the message that the program gets first."""
        numbers = {block: number for number, block in enumerate(self.blocks, 1)}
        return StartProgram(
            main=str(self.main),
            cwd=str(self.folder),
            argv=[self.main.name],
            env=self.environment,
            mode=pace.mode,
            breakpoints=pace.breakpoints,
            blocks=[numbers.get(block, 0) for block in self.lines],
            typed=list(self.typed),
            until=next(iter(self.places([self.until])), 0),
        )
