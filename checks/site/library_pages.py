"""Pages of the library's public names and of the messages, from their docstrings."""

import dataclasses
import inspect
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import sunmao
from checks.site.block_pages import escape
from sunmao.protocol import learning_messages, messages

# Not for programs: what the studio is made of, and what carries the textbooks' names.
APART = ("blocks", "codegen", "compat", "server", "static")
WORDS = {
    "zh": {
        "library": "程序库",
        "about": "积木变成的 Python 所用的一切。说明是英文的。",
        "messages": "消息格式",
        "messages_about": "程序、工作室和网页之间的消息：每条是一个 JSON 对象，`kind` 说明它是哪一种。说明是英文的。",
    },
    "en": {
        "library": "Library",
        "about": "All that the Python of blocks is made of: `import sunmao` takes milliseconds, what is heavy loads when it is used.",
        "messages": "Message formats",
        "messages_about": "What program, studio and page say to each other: one JSON object a message, whose `kind` says which.",
    },
}


@cache
def list_public_names() -> dict[str, list[str]]:
    """Module → its public names, of all modules that have any: what stands in `__all__`."""
    names = ["sunmao", *(f"sunmao.{each.name}" for each in iter_modules(sunmao.__path__) if each.name not in APART)]
    found = {name: list(getattr(import_module(name), "__all__", ())) for name in sorted(set(names))}
    return {name: sorted(public, key=str.lower) for name, public in found.items() if public}


def make_library_pages() -> dict[str, str]:
    """Path below the site's sources → text: an index and one page a module, for Sphinx's autodoc, and the messages."""
    modules = list_public_names()
    pages = {f"library/{module}.rst": _make_module(module, names) for module, names in modules.items()}
    words = WORDS["en"]
    tree = "\n".join(["```{toctree}", ":maxdepth: 1", "", *modules, "```"])
    return {
        "library/index.md": f"# {words['library']}\n\n{words['about']}\n\n{tree}\n",
        **pages,
        "messages.md": _make_messages(),
    }


def make_chinese_library_pages(english: str) -> dict[str, str]:
    """The same names and messages with the way to their descriptions. english: the site's English part as seen from the
    pages' folder.
    """
    words = WORDS["zh"]
    parts = [f"# {words['library']}", words["about"]]
    for module, names in list_public_names().items():
        links = [f"[`{name}`](site:{english}/library/{module}.html#{module}.{name})" for name in names]
        parts.append(f"## {module}\n\n{' · '.join(links)}")
    kinds = [f"[`{kind}`](site:{english}/messages.html#message-{kind.replace('_', '-')})" for kind in list_messages()]
    said = f"# {words['messages']}\n\n{words['messages_about']}\n\n{' · '.join(kinds)}\n"
    return {"library.md": "\n\n".join(parts) + "\n", "messages.md": said}


def list_messages() -> dict[str, type]:
    """kind → dataclass of every message."""
    return {kind: cls for kind, cls in sorted({**messages.KINDS, **learning_messages.KINDS}.items()) if kind}


def _make_module(module: str, names: list[str]) -> str:
    """One page of reStructuredText: what autodoc is to describe."""
    loaded = import_module(module)
    about = inspect.cleandoc(loaded.__doc__ or "")
    parts = [f"{module}\n{'=' * len(module)}", about]
    for name in names:
        thing = getattr(loaded, name)
        if inspect.isclass(thing):
            parts.append(
                f".. autoclass:: {module}.{name}\n   :members:\n   :inherited-members: object, dict, list, tuple, Module"
            )
        elif callable(thing):
            parts.append(f".. autofunction:: {module}.{name}")
        else:
            # Autodoc would describe the class that it is of.
            parts.append(f".. py:data:: {module}.{name}\n   :type: {type(thing).__name__}")
    return "\n\n".join(parts) + "\n"


def _make_messages() -> str:
    words = WORDS["en"]
    parts = [
        f"# {words['messages']}",
        words["messages_about"],
        f"Version of the protocol: {messages.PROTOCOL_VERSION}.",
    ]
    for kind, cls in list_messages().items():
        rows = [
            f"| `{each.name}` | `{_format_type(each.type)}` | {_format_default(each)} |"
            for each in dataclasses.fields(cls)
        ]
        table = "\n".join(["| field | type | default |", "|---|---|---|", *rows]) if rows else ""
        about = "\n\n".join(escape(part) for part in inspect.cleandoc(cls.__doc__ or "").split("\n\n"))
        parts += [f"(message-{kind.replace('_', '-')})=\n## `{kind}`", about, table]
    return "\n\n".join(filter(None, parts)) + "\n"


def _format_type(kind: object) -> str:
    said = kind if isinstance(kind, str) else inspect.formatannotation(kind)
    return said.replace("typing.", "").replace("sunmao.protocol.messages.", "").replace("|", "\\|")


def _format_default(each: dataclasses.Field) -> str:
    if each.default is not dataclasses.MISSING:
        return f"`{each.default!r}`"
    return "" if each.default_factory is dataclasses.MISSING else f"`{each.default_factory()!r}`"
