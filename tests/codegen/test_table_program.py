"""A table from its CSV file to a prediction, by blocks and by the Python that they print."""

import json
import runpy

import pytest

from sunmao.codegen.program import compile_workspace
from sunmao.codegen.reading.read_program import read_python

PROGRAM = """from sunmao.tables import TableModel, read_table

table = read_table('data/sports.csv')
model = TableModel(method='decision_tree', max_depth=2, random_seed=1)
model.load_dataset(path=table, target='成绩')
model.train()
print(model.evaluate())
result = model.inference(data=[9.8, 31])
print(result.label)
"""


@pytest.mark.training
def test_a_csv_file_becomes_a_prediction_by_blocks_and_by_their_python(tmp_path, monkeypatch, capsys):
    saved = read_python(PROGRAM).workspace
    assert "program_python" not in json.dumps(saved)  # all of it is blocks of their own
    compiled = compile_workspace(saved)
    assert compiled.python == PROGRAM and not compiled.problems
    monkeypatch.chdir(tmp_path)
    rows = [f"{8 + n % 20 / 10:.1f},{20 + n % 15},{'好' if n % 20 < 10 else '加油'}" for n in range(60)]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sports.csv").write_text("50米跑,仰卧起坐,成绩\n" + "\n".join(rows), encoding="gb18030")
    (tmp_path / "main.py").write_text(compiled.python, encoding="utf-8")
    runpy.run_path(str(tmp_path / "main.py"), run_name="__main__")
    assert capsys.readouterr().out.splitlines()[-1] == "加油"
