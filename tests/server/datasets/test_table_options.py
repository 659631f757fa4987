"""Pickers of tables and columns: what the project's files have, and what the samples bring."""

import os

from sunmao.data.builtin.samples import TABLES
from sunmao.server.datasets.tables.table_options import list_table_options


def find_tables(found, name):
    return [row["table"] for row in found["column"] if row["value"] == name]


def test_files_and_samples(tmp_path):
    (tmp_path / "data").mkdir()
    plants = tmp_path / "data" / "plants.csv"
    plants.write_text("water,species\n3,oak\n4,elm\n", encoding="utf-8")
    found = list_table_options(tmp_path)
    assert found["table"] == [{"value": "data/plants.csv", "label": {"zh": "plants", "en": "plants"}}]
    assert find_tables(found, "water") == ["data/plants.csv"]
    assert find_tables(found, "species") == ["data/iris.csv", "data/penguins.csv", "data/plants.csv"]
    plants.write_text("light,species\n3,oak\n4,elm\n", encoding="utf-8")
    os.utime(plants, ns=(plants.stat().st_atime_ns, plants.stat().st_mtime_ns + 1_000_000))
    found = list_table_options(tmp_path)
    assert find_tables(found, "water") == [] and find_tables(found, "light") == ["data/plants.csv"]


def test_what_is_no_table_is_offered_without_columns(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "data" / "b.csv").write_text("x,y\n" + "1,2\n" * 100_000)
    found = list_table_options(tmp_path)
    assert [row["value"] for row in found["table"]] == ["data/a.csv", "data/b.csv"]
    assert all(row["table"].split("/")[1].removesuffix(".csv") in TABLES for row in found["column"])
