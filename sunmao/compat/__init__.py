"""The names of the school textbooks: `sunmao run lesson.py` runs a lesson as it is printed.

`install()` makes `MMEdu`, `BaseDeploy` and `XEdu.hub` importable, answered by Sunmao's own library. A real package wins
if it imports; one that is installed but broken, the usual case, is passed over, which is said once.
"""

from sunmao.compat.import_hook import install

__all__ = ["install"]
