"""Names that a child gave → names that Python takes: Chinese stays, nothing collides."""

import keyword
import re
import unicodedata

from sunmao.codegen.nodes import Variable

# Frozen, so that every Python version prints the same: what `dir(builtins)` holds and a name must not hide.
BUILTINS = frozenset(
    """ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
    BytesWarning ChildProcessError ConnectionError DeprecationWarning EOFError Ellipsis EncodingWarning
    EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError
    FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError
    IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None
    NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning
    PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
    StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
    TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
    UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __build_class__ __builtins__ __debug__ __doc__
    __file__ __import__ __loader__ __name__ __package__ __spec__ abs aiter all anext any ascii bin bool breakpoint
    bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate
    eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
    issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit
    range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip""".split()
)
RESERVED = BUILTINS | frozenset(keyword.kwlist)


class PythonNames:
    """The Python names of one program. reserved: names that its imports and helpers bring, besides Python's own."""

    def __init__(self, variables: dict[str, Variable], reserved: frozenset[str] = frozenset()) -> None:
        self.reserved = RESERVED | reserved
        self.taken: set[str] = set()
        self.variables = variables
        self._of_name: dict[str, Variable] = {}  # the first variable that is called so
        for variable in variables.values():
            self._of_name.setdefault(variable.name, variable)
        self._numbers: dict[str, int] = {}  # the next number of a name that several wish for
        self.of_variables: dict[str, str] = {}  # id → Python name
        self.of_functions: dict[str, str] = {}  # the child's name → Python name
        self.loops: set[str] = set()  # names taken for a while
        self.used: set[str] = set()  # every name given so far

    def variable(self, variable: Variable) -> str:
        """The name of a variable."""
        name = self.of_variables.get(variable.id)
        if name is None:
            name = self.of_variables[variable.id] = self._give(variable.name)
        return name

    def function(self, name: str) -> str:
        """The name of a child's function."""
        if name not in self.of_functions:
            self.of_functions[name] = self._give(name)
        return self.of_functions[name]

    def handler(self, name: str) -> str:
        """The name of one more handler."""
        return self._give(name)

    def parameter(self, name: str, id: str | None = None) -> str:
        """The name of a function's parameter: the workspace's variable of this id or name."""
        if isinstance(id, str) and id in self.variables:
            return self.variable(self.variables[id])
        return self.variable(self._of_name.get(name) or Variable(name, name))

    def take(self, name: str) -> str:
        """A name for a while: `count`, or `count2` … when that is in use. Give it back with `release`."""
        free = name
        number = 2
        while free in self.taken or free in self.reserved or free in self.loops:
            free, number = f"{name}{number}", number + 1
        self.loops.add(free)
        self.used.add(free)
        return free

    def release(self, name: str) -> None:
        """The name may be used again."""
        self.loops.discard(name)

    def _give(self, wished: str) -> str:
        name = self._free(make_identifier(wished))
        self.taken.add(name)
        self.used.add(name)
        return name

    def _free(self, name: str) -> str:
        if name in self.reserved:
            name += "_"
        free, number = name, self._numbers.get(name, 2)
        while free in self.taken or free in self.reserved:
            free, number = f"{name}_{number}", number + 1
        self._numbers[name] = number
        return free


def make_identifier(wished: str) -> str:
    """The nearest identifier, as Python itself normalizes it (`ａ` is `a`)."""
    name = re.sub(r"\W", "_", unicodedata.normalize("NFKC", wished)[:100]) or "_"
    name = unicodedata.normalize("NFKC", name)
    if name.isidentifier():
        return name
    name = "".join(letter if f"_{letter}".isidentifier() else "_" for letter in name)
    return name if name.isidentifier() else f"_{name}"
