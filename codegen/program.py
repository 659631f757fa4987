"""From a saved workspace to a program: Python, the block of each line, and what is wrong."""

import ast
import warnings
from dataclasses import dataclass, field
from typing import Any

from sunmao.blocks.assigned_values import CHILDS_PYTHON, SUITE
from sunmao.codegen.checks.data_checks import check_training_data
from sunmao.codegen.checks.layer_checks import TracedNetworks, trace_networks
from sunmao.codegen.checks.pin_checks import check_devices_there, check_wiring
from sunmao.codegen.checks.type_checks import check_options, check_places, check_types
from sunmao.codegen.checks.value_checks import check_values
from sunmao.codegen.checks.weight_checks import check_initial_weights
from sunmao.codegen.dataset_bindings import DatasetBinding, find_dataset_bindings
from sunmao.codegen.devices import UsedDevices, find_devices
from sunmao.codegen.file_choices import FileChoice, find_file_choices
from sunmao.codegen.generator import Generator
from sunmao.codegen.kept_text.keep_text import keep_text
from sunmao.codegen.layout import ProgramParts, arrange, print_program
from sunmao.codegen.nodes import Node
from sunmao.codegen.printing.block_spans import BlockSpan, Position, find_block_spans, find_innermost
from sunmao.codegen.printing.printer import PrintedProgram
from sunmao.codegen.problems import ERROR, Problem, make_problem
from sunmao.codegen.python_names import PythonNames
from sunmao.codegen.stacks import Stacks, check_listening, sort_stacks
from sunmao.codegen.variable_usage import VariableUsage
from sunmao.codegen.workspace import Workspace, read_workspace


@dataclass(frozen=True)
class CompiledProgram:
    """Result of compiling a workspace to Python.

    python: the text, with a newline at its end; lines: the block id of each line, or None; blocks: block id → first and
    last line, from 1; problems: what is wrong; block_count: how many blocks, without shadows and starts; devices:
    {'boards': [name …], 'parts': [{'kind', 'pins': {argument: name}, 'name': its variable, 'block': id} …],
    'cameras': [source …]}; dataset_bindings, file_choices: the models that get a data set, and the files that are
    chosen, for those who can look into the project; variable_names, function_names: a variable's id, and what the child
    calls a function → their names in Python; variable_types: those names → the type that a variable always has;
    statements: the tree that was printed, marked with the blocks; typed: the lines with Python that the child typed;
    networks: what is known of the networks that are put together layer by layer.
    """

    python: str
    lines: list[str | None]
    blocks: dict[str | None, list[int]]
    problems: list[Problem]
    block_count: int = 0
    devices: dict[str, Any] = field(default_factory=lambda: {"boards": [], "parts": [], "cameras": []})
    dataset_bindings: list[DatasetBinding] = field(default_factory=list)
    file_choices: list[FileChoice] = field(default_factory=list)
    variable_names: dict[str, str] = field(default_factory=dict)
    function_names: dict[str, str] = field(default_factory=dict)
    variable_types: dict[str, str] = field(default_factory=dict)
    statements: list[ast.stmt] = field(default_factory=list, repr=False, compare=False)
    typed: list[int] = field(default_factory=list)
    networks: TracedNetworks = field(default_factory=TracedNetworks)

    def find_block(self, start: Position, end: Position) -> str | None:
        """The block of a place of the text: the innermost value block around it, or the block of its first line.

        start, end: line from 1 and column in bytes of UTF-8, as of an exception's traceback.
        """
        line = self.lines[start[0] - 1] if 0 < start[0] <= len(self.lines) else None
        return find_innermost(self.list_spans(), start, end) or line

    def list_spans(self) -> list[BlockSpan]:
        """List the spans of all blocks in the text, outer before inner; none where Python itself cannot read the
        program.
        """
        try:
            return find_block_spans(self.statements, self.python, self.lines)
        except (SyntaxError, ValueError, RecursionError):
            return []

    @property
    def ok(self) -> bool:
        """Can it run?"""
        return not any(found.level == ERROR for found in self.problems)

    def as_dict(self) -> dict[str, Any]:
        """The JSON object for the page."""
        return {
            "ok": self.ok,
            "python": self.python,
            "lines": self.lines,
            "blocks": self.blocks,
            "problems": [found.as_dict() for found in self.problems],
            "count": self.block_count,
            "devices": self.devices,
            "layers": [each.as_dict() for each in self.networks.shapes],
            "networks": self.networks.names,
        }


@dataclass(frozen=True)
class CheckedWorkspace:
    """A workspace that was read and checked, ready to be written as Python."""

    source: Workspace
    stacks: Stacks
    nodes: list[Node]
    variables: VariableUsage
    problems: list[Problem]
    devices: UsedDevices
    networks: TracedNetworks


def compile_workspace(workspace: object) -> CompiledProgram:
    """Generates the program of a saved workspace. Never raises: what cannot be is a problem of the program."""
    try:
        return write_program(check_workspace(workspace))
    except RecursionError as error:
        return CompiledProgram("", [], {}, [make_problem(None, "too_deep", cause=str(error))])
    except Exception as error:  # a mistake of ours or of a third party's block: the child is told whose it is
        return CompiledProgram("", [], {}, [make_problem(None, "our_fault", cause=f"{type(error).__name__}: {error}")])


def check_workspace(workspace: object) -> CheckedWorkspace:
    """Reads a saved workspace and finds what is wrong with it."""
    source = read_workspace(workspace)
    problems = list(source.problems)
    problems += check_places(source.nodes, source.tops)
    stacks = sort_stacks(source.tops, problems)
    nodes = stacks.nodes()
    variables = VariableUsage(nodes)
    problems += check_types(nodes, variables)
    problems += check_options(nodes, variables)
    problems += check_values(nodes, variables)
    problems += check_listening(stacks, nodes)
    problems += check_initial_weights(nodes, variables)
    networks = trace_networks(nodes, variables)
    problems += networks.problems
    devices = find_devices(stacks, nodes)
    problems += check_wiring(devices, variables)
    if {"program_python", SUITE}.isdisjoint(node.type for node in nodes):  # which may set any variable
        problems += check_devices_there(stacks, variables)
        told = {found.block for found in problems if found.code == "never_made"}
        unset = [(node.id, found) for node, found in variables.list_unset() if node.id not in told]
        problems += [make_problem(block, "unset_variable", "warning", name=found.name[:40]) for block, found in unset]
        problems += check_training_data(nodes, variables)
        unread = [(node.id, found.name[:40]) for node, found in variables.list_unread_models()]
        problems += [make_problem(block, "unused_model", "warning", name=name) for block, name in unread]
    return CheckedWorkspace(source, stacks, nodes, variables, problems, devices, networks)


def write_program(checked: CheckedWorkspace) -> CompiledProgram:
    """The checked workspace as Python; a pure function of it."""
    gen, parts = _write_parts(checked.source, checked.stacks, checked.variables)
    page = print_program(gen, parts)
    problems = checked.problems + gen.problems
    python = "\n".join([*page.lines, ""]) if page.lines else ""
    if python and checked.source.kept_text:
        page, python = keep_text(page, checked.source.kept_text)
    if gen.own_python or [node for node in checked.nodes if node.depth > 15 or node.indent > 15]:
        problems += _find_syntax_problems(python, page)
    _place_values(checked.nodes, page.blocks)
    count = len([node for node in checked.source.nodes if not node.shadow and node.type != "program_start"])
    return CompiledProgram(
        python,
        page.owners,
        page.blocks,
        _remove_duplicates(problems),
        count,
        checked.devices.as_dict(),
        find_dataset_bindings(checked.variables),
        find_file_choices(checked.nodes),
        gen.names.of_variables,
        gen.names.of_functions,
        {name: kind for id, name in gen.names.of_variables.items() if (kind := checked.variables.types.get(id))},
        statements=[*parts.imports, *parts.functions, *parts.main, *parts.handlers, *parts.ending],
        typed=_list_typed_lines(checked.nodes, page),
        networks=checked.networks,
    )


def _write_parts(source: Workspace, stacks: Stacks, variables: VariableUsage) -> tuple[Generator, ProgramParts]:
    """The program's parts; written again with other names where a name of the child's hides an import."""
    reserved: frozenset[str] = frozenset()
    while True:
        names = PythonNames(source.variables, reserved)
        used = variables.list_used()
        for variable in source.variables.values():
            if variable.id in used:
                names.variable(variable)
        for name in stacks.definitions:
            names.function(name)
        gen = Generator(names, variables, stacks.definitions)
        parts = arrange(gen, stacks)
        brought = frozenset(name or module for module, name in gen.imports) | gen.helpers
        if not brought & names.used:
            return gen, parts
        reserved |= brought


def _find_syntax_problems(python: str, page: PrintedProgram) -> list[Problem]:
    """Find syntax errors with Python's compiler in a program that holds a child's own Python or is unusually deep."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(python, "main.py", "exec", dont_inherit=True)
    except SyntaxError as error:
        line = error.lineno or 1
        owner = page.owners[line - 1] if line <= len(page.owners) else None
        return [make_problem(owner, "too_deep" if "nested" in str(error) else "bad_python", cause=str(error))]
    except (RecursionError, MemoryError, OverflowError, ValueError) as error:
        return [make_problem(None, "too_deep", cause=str(error))]
    return []


def _list_typed_lines(nodes: list[Node], page: PrintedProgram) -> list[int]:
    """The lines, from 1, of the child's own Python, and those in which some stands as a value."""
    typed = {node.id: node.output is not None for node in nodes if node.type in CHILDS_PYTHON}
    values = (page.blocks[block] for block, is_value in typed.items() if is_value and block in page.blocks)
    lines = {line for line, owner in enumerate(page.owners, 1) if owner is not None and owner in typed}
    return sorted(lines.union(*(range(first, last + 1) for first, last in values)))


def _place_values(nodes: list[Node], blocks: dict[str | None, list[int]]) -> None:
    """Gives a value block that was folded into another the first line of what stands around it."""
    for node in nodes:
        if node.id in blocks or node.id is None:
            continue
        around = node
        while around.surround and around.id not in blocks:
            around = around.surround
        if around.id in blocks:
            blocks[node.id] = [blocks[around.id][0]] * 2


def _remove_duplicates(problems: list[Problem]) -> list[Problem]:
    """Each kind of problem once a block."""
    return list({(found.block, found.code, found.text["zh"]): found for found in reversed(problems)}.values())[::-1]
