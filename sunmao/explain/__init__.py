"""Explains an exception in a sentence: exception → (key of the catalog, values for its placeholders).

`python.py` knows what Python raises, `syntax.py` what its compiler says, `libraries.py` what torch, numpy, OpenCV,
onnxruntime, scikit-learn and pyserial say. All of it is standard library: nothing is imported to explain an error.
"""

from sunmao.explain.python import LONGEST, explain_exception, find_shadowing_module, get_message
from sunmao.explain.syntax import classify_syntax_error, locate_line

__all__ = [
    "LONGEST",
    "classify_syntax_error",
    "explain_exception",
    "find_shadowing_module",
    "get_message",
    "locate_line",
]
