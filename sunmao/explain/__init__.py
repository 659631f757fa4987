"""Why a program ended, as a row of the texts: an exception → (key, what fills its holes).

`python.py` knows what Python raises, `syntax.py` what its compiler says, `libraries.py` what torch, numpy, OpenCV,
onnxruntime, scikit-learn and pyserial say. All of it is standard library: nothing is imported to explain an error.
"""

from sunmao.explain.python import LONGEST, hidden, reason, said
from sunmao.explain.syntax import judged, place

__all__ = ["LONGEST", "hidden", "judged", "place", "reason", "said"]
