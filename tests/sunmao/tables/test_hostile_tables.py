"""Files that are no good tables: each is read, and learned from where that can be, or a sentence says why not."""

import random

import pytest

from sunmao.errors import SunmaoError
from sunmao.tables import TableModel, read_table

pytestmark = pytest.mark.training
SHEET = b"size,color,kind\n" + b"".join(
    b"%d,%s,%s\n" % (n, b"rg"[n % 2 :][:1], b"ab"[n // 10 :][:1]) for n in range(20)
)
HOSTILE = {
    "nothing": b"",
    "spaces": b" \n \n",
    "separators": b",,,\n,,,\n,,,\n",
    "program": bytes(range(256)) * 40,
    "zeros": b"a,b\n\0\0,1\n",
    "one column": b"kind\na\nb\na\nb\na\nb\n",
    "many columns": b",".join(b"c%d" % n for n in range(10_000)) + b"\n" + b",".join([b"1"] * 10_000) + b"\n",
    "formulas": b"size,kind\n" + b"".join(b"=A%d+1,%s\n" % (n, b"ab"[n % 2 :][:1]) for n in range(12)),
    "words for numbers": SHEET.replace(b"7,g", b"seven,g"),
    "all missing": b"size,kind\n" + b",\n" * 20,
    "one value": b"size,kind\n" + b"".join(b"%d,a\n" % n for n in range(20)),
    "same names": b"kind,kind,kind\n" + b"1,2,a\n3,4,b\n" * 10,
    "open quote": b'size,kind\n1,"a\n2,b\n3,a\n',
    "uneven rows": b"size,kind\n1\n2,b,c,d\n3,a\n" * 5,
    "endless numbers": b"size,kind\n" + b"".join(b"1e999,a\n-inf,b\nnan,a\n" for _ in range(6)),
    "long cell": b"size,kind\n" + b"9" * 200_000 + b",a\n1,b\n",
    "half a character": b"size,kind\n1,\xe4\xb8\n2,b\n",
}


def use(path) -> str:
    """Read it, learn from it, ask; gives the sentence that was said instead, '' where all went well."""
    try:
        table = read_table(str(path))
        for method in ("decision_tree", "linear"):
            model = TableModel(method, random_seed=1)
            model.load_dataset(path=table, target=table.columns[-1])
            model.train(save_fold="kept")
            model.evaluate()
            model.transform(table)
    except SunmaoError as error:
        return str(error)
    return ""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_table_is_a_sentence(folder, name):
    path = folder / "table.csv"
    path.write_bytes(HOSTILE[name])
    said = use(path)
    if name in ("nothing", "spaces", "program", "many columns", "one column", "all missing", "one value"):
        assert said
    assert "Traceback" not in said


def test_damaged_tables_never_break_anything(folder):
    draw, path = random.Random(5), folder / "table.csv"
    pieces = [b",", b"\n", b'"', b";", b"\0", b"\xff", b"=1+1", b"1e999", b"\xef\xbb\xbf", b"", b"-", b"NaN", b"\t"]
    for _ in range(25):
        data = bytearray(SHEET)
        for _ in range(draw.randint(1, 30)):
            at = draw.randrange(len(data) + 1)
            data[at : at + draw.randint(0, 4)] = draw.choice(pieces)
        path.write_bytes(data)
        use(path)
