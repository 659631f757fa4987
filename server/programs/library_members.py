"""Members that the library's modules and classes offer, read from their sources: neither OpenCV nor PyTorch is loaded
for it.
"""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

import sunmao

ROOT = Path(sunmao.__file__).parent
PLAIN_BASES = {"object", "Protocol", "Generic", "ABC"}  # that bring nothing a program would call


def list_exports(module: str) -> frozenset[str] | None:
    """The names that a module of the library has; None where there is no such module."""
    names = _list_names(module)
    return None if names is None else frozenset(names)


def list_members(module: str, name: str) -> frozenset[str] | None:
    """The methods and attributes of a class, also those of its bases, that begin with no underscore; None where it is
    no class of the library, makes up its attributes while it runs, or makes things of a subclass.
    """
    found = _find_class(module, name)
    return None if found is None else _list_members(*found)


@cache
def _list_members(module: str, name: str) -> frozenset[str] | None:
    found = next(node for node in _parse(module) if isinstance(node, ast.ClassDef) and node.name == name)
    attributes = [node for node in ast.walk(found) if isinstance(node, ast.Attribute)]
    members = {
        node.attr for node in attributes if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
    }
    members |= {node.name for node in found.body if isinstance(node, ast.FunctionDef)} | _list_assigned(found.body)
    if any(isinstance(node, ast.FunctionDef) and _hides_members(node) for node in found.body):
        return None
    for base in found.bases:
        plain = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(plain, ast.Name) and plain.id in PLAIN_BASES:
            continue
        place = _find_class(module, plain.id) if isinstance(plain, ast.Name) else None
        theirs = None if place is None else _list_members(*place)
        if theirs is None:
            return None
        members |= theirs
    return frozenset(member for member in members if not member.startswith("_"))


def _list_assigned(body: list[ast.stmt]) -> set[str]:
    """The names that assignments in a module or class make."""
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign)]
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _list_public(body: list[ast.stmt]) -> list[str]:
    """List the names that a module offers in `__all__`, where that is written out."""
    values = [node.value for node in body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    items = [each for value in values if isinstance(value, ast.List) for each in value.elts]
    return [each.value for each in items if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _hides_members(node: ast.FunctionDef) -> bool:
    """Whether a method makes up attributes, or makes things of a subclass that only a run chooses."""
    if node.name == "__new__":
        made = [each.args[0] for each in ast.walk(node) if isinstance(each, ast.Call) and each.args]
        return any(isinstance(each, ast.Call) for each in made)
    return node.name == "__getattr__" and _returns_value(node)


def _returns_value(node: ast.FunctionDef) -> bool:
    """Whether it ever gives back a value; `Strict` only says what is not there."""
    return any(isinstance(each, ast.Return) for each in ast.walk(node))


@cache
def _find_class(module: str, name: str) -> tuple[str, str] | None:
    """The module in which a class is defined that another one offers, and its name there."""
    names = _list_names(module) or {}
    if name not in names:
        return None
    place = names[name]
    if place is None:
        defined = any(isinstance(node, ast.ClassDef) and node.name == name for node in _parse(module))
        return (module, name) if defined else None
    return _find_class(*place)


@cache
def _list_names(module: str) -> dict[str, tuple[str, str] | None] | None:
    """The names at the top of a module → the module and name that it takes them from; None for its own. Submodules are
    names, too.
    """
    body = _parse(module)
    if not body:
        return None
    found: dict[str, tuple[str, str] | None] = {}
    deferred = [
        each for node in body if isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for each in node.body
    ]
    for node in [*body, *deferred]:
        if isinstance(node, ast.ImportFrom):
            found |= {each.asname or each.name: (node.module or "", each.name) for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {(each.asname or each.name).partition(".")[0]: None for each in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found[node.name] = None
    found |= dict.fromkeys(_list_assigned(body))
    if "__all__" in found:
        found = dict.fromkeys(_list_public(body)) | found
    if "_LAZY" in found:  # a package that imports its modules when they are asked for, and so nothing now
        found |= {name: (place, name) for name, place in import_module(module)._LAZY.items()}
    return found


@cache
def _parse(module: str) -> list[ast.stmt]:
    """The statements of a module's source; none where it is none of the library's."""
    top, *rest = module.split(".")
    place = ROOT.joinpath(*rest)
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    if top != "sunmao" or not path.is_file():
        return []
    return ast.parse(path.read_text(encoding="utf-8")).body
