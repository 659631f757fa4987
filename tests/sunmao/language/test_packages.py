"""The packages of the extra for language are declared once more for those who have no clone."""

import tomllib

from sunmao.language.packages import EXTRA, PACKAGES, make_install_command
from tests.support.paths import ROOT


def test_the_extra_is_what_programs_are_told():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert tuple(declared[EXTRA]) == PACKAGES
    assert all(package in make_install_command() for package in PACKAGES)
