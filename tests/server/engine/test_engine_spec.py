"""The specification of the engine, equal to that of pyproject.toml."""

from sunmao.server.engine import engine_spec
from tests.support.paths import ROOT


def test_the_engine_is_what_pyproject_says():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["optional-dependencies"]["train"]
    lines = [f"{line}; extra == 'train'" for line in asked] + ["numpy>=2.0", "pytest>=9; extra == 'test'"]
    assert engine_spec.select_extra(lines, "train") == asked
    marked = engine_spec.select_extra(["a>1; python_version < '3.12' and extra == 'train'"], "train")
    assert marked == ["a>1 ; python_version < '3.12'"]
    assert list(engine_spec.BUILD_CONSTRAINTS) == project["tool"]["uv"]["build-constraint-dependencies"]
