"""The packages of the extra for tables are declared once more for those who have no clone."""

import tomllib

import pytest

from sunmao.data.tables import packages
from sunmao.data.tables.read_table import read_table_file
from sunmao.errors import BackendMissing
from tests.support.paths import ROOT
from tests.support.workbook_files import write_workbook


def test_the_extra_is_what_programs_are_told():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert tuple(declared[packages.EXTRA]) == packages.PACKAGES
    assert all(package in packages.make_install_command() for package in packages.PACKAGES)


def test_without_them_a_workbook_gets_a_sentence(tmp_path, monkeypatch):
    path = write_workbook(tmp_path / "a.xlsx", {"first": [["a"], [1]]})
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    with pytest.raises(BackendMissing) as raised:
        read_table_file(path)
    assert "python_calamine" in raised.value.text("en") and "pip install" in raised.value.text("zh")
