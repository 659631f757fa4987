"""Checked blocks → Python: what an emit function may ask for.

An emit function turns one block into Python; the generator calls it once a block::

    from .declare import NUMBER, Standard, number
    from .template import expr, literal, stmts

    def _repeat(node, gen):
        times = gen.value(node, "TIMES", 0)
        with gen.fresh("count") as count:
            return stmts("for {count} in range({times}):\\n    {body}", count=count, times=times, body=gen.body(node, "DO"))

    BLOCKS = (
        Standard(type="controls_repeat_ext", drawer="loops", emit=_repeat, inputs={"TIMES": "Number"}, bodies=("DO",),
                 toolbox=({"inputs": {"TIMES": number(10)}},), words=("重复 次数", "repeat times")),
    )

A value block gives one `ast.expr`, a statement block a list of `ast.stmt`. Nobody writes parentheses, quotes,
indents, comments or blank lines: the printer does.

The node (`workspace.Node`), read only:
    node.type, node.id
    node.field("OP")      a menu's value (always one of the declared), a NUMBER (int or float), a TICK (bool), a TEXT (str)
    node.extra            extraState as a dict: the object as saved, or the old XML string's attributes (values are text),
                          with "children": [{"tag": "arg", …attributes, "text": …, "children": […]}, …]; {} without one
    node.child("A")       the node in a value or statement input, or None
    node.surround         the nearest node that has this one inside it (in a value or a statement input, not above it), or None
    node.numbered("ADD", "itemCount", "items", default=0)
                          how many of ADD0, ADD1 … the block has: what extraState says under the first of these keys (an XML
                          attribute too), kept within reason, and at least as many as are filled

The generator:
    gen.value(node, "A", default)   the expression in a value input. Empty: the default (a plain value) and a warning
                                    that the block lacks a value; without a default it is an error, and None is printed.
                                    quiet=True: empty is fine.
    gen.body(node, "DO")            the statements in a statement input, [pass] when empty
    gen.variable(node, "VAR")       the variable in a field, as an ast.Name with a safe Python name
    gen.type_of(node, "A")          the type of what stands in the input ('Number', 'String', 'Boolean', 'Array', 'Model' …),
                                    a variable's where all assignments agree; None when unknown or empty
    gen.variable_type(node, "VAR")  the same of the variable in a field
    gen.import_("math")             notes `import math`; gives ast.Name("math") to build on: expr("{m}.pi", m=gen.import_("math"))
    gen.import_("sunmao.data", "Dataset")    notes `from sunmao.data import Dataset`; gives ast.Name("Dataset")
    gen.helper("is_prime")          notes the helper function HELPERS["is_prime"] of a drawer's file (Python text, one `def`,
                                    its own import lines first, a docstring of one line); gives its ast.Name
    gen.procedure(name)             the safe Python name of the child's function, as an ast.Name
    gen.definition(name)            the node that defines the child's function of this name (not disabled), or None
    gen.parameter(name, id=None)    the safe Python name of a parameter (the variable of this id or name): text
    gen.function(node, name, parameters, body, result=None)    the finished definition, [ast.FunctionDef], with the `global`
                                    line that the assignments inside need; result: expression for a last `return`, or None
    gen.fresh("count")              context manager: a name (ast.Name) that nothing else uses inside the with
    gen.problem(node, code, level="error", **words)    reports a problem of `codegen/texts.py`
"""
