"""Learners of a table's rows: the scores of bare scikit-learn, files without pickle, ONNX with the same answers."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from sklearn.model_selection import StratifiedKFold, cross_val_score

from sunmao.deploy import Workflow
from sunmao.errors import BadData, BadModelFile, BadValue, DatasetNotLoaded, NotConverted
from sunmao.models.table_methods import TABLE_METHODS
from sunmao.server.models.open_model import open_model
from sunmao.tables import Table, TableClassification, TableModel, sample_table
from sunmao.tables.estimators import make_estimator
from sunmao.training.checkpoints.array_files import load_arrays, save_arrays

GUESSING = [name for name, method in TABLE_METHODS.items() if method.supervised]
QUICK = {"random_forest": {"trees": 10}, "boosting": {"trees": 10}}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def penguins():
    """A table with a column of classes to learn from, an empty cell, and a column of words."""
    rows = [[30 + n % 7 + 9 * (n % 3), ("north", "south")[n % 3 == 0], f"penguin {n}", "ABC"[n % 3]] for n in range(60)]
    rows[5][0] = None
    return Table(["bill", "island", "name", "species"], rows, title="penguins")


def learn(method: str, name: str = "iris", **options) -> TableModel:
    table = sample_table(name)
    model = TableModel(method, random_seed=3, **options)
    model.load_dataset(path=table, target=table.columns[-1])
    model.train(save_fold=f"kept/{method}")
    return model


def split(model: TableModel, part: str) -> tuple[np.ndarray, np.ndarray]:
    """The rows and the right answers of a part, as anybody would write them."""
    items, classes = model._dataset.items(part), model._dataset.classes
    truth = [item.number if item.number is not None else classes.index(item.label) for item in items]
    return np.array([item.content for item in items], float), np.array(truth)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("method", GUESSING)
def test_the_scores_are_those_of_scikit_learn(method):
    model = learn(method, **QUICK.get(method, {}))
    bare = make_estimator(method, False, QUICK.get(method, {}), 3).fit(*split(model, "train"))
    rows, truth = split(model, "test")
    assert model.evaluate().accuracy == bare.score(rows, truth)
    again = open_model(Path(f"kept/{method}/latest.npz"))
    told = [again.inference(data=list(row)).label for row in rows]
    assert told == [model.classes[number] for number in bare.predict(rows)]
    path = model.convert("out/model")
    session = onnxruntime.InferenceSession(path)
    kind = np.float32 if "float" in session.get_inputs()[0].type else np.float64
    assert (session.run(None, {"rows": rows.astype(kind)})[0] == bare.predict(rows)).all()
    file = Workflow(checkpoint=path)
    for row in rows:
        ours, theirs = file.inference(data=list(row)), model.inference(data=list(row))
        assert (ours.label, ours.row) == (theirs.label, theirs.row)
        assert ours.confidence == pytest.approx(theirs.confidence, abs=1e-3)
    assert file.evaluate(path=sample_table()).accuracy == again.evaluate(path=sample_table()).accuracy


@pytest.mark.slow
@pytest.mark.parametrize("method", GUESSING[:-1])  # the network learns numbers for seconds
def test_numbers_are_those_of_scikit_learn(method):
    model = learn(method, "diabetes", **QUICK.get(method, {}))
    bare = make_estimator(method, True, QUICK.get(method, {}), 3).fit(*split(model, "train"))
    rows, truth = split(model, "test")
    report, answers = model.evaluate(), bare.predict(rows)
    assert report.mae == pytest.approx(abs(answers - truth).mean(), rel=1e-14)
    assert report.r2 == pytest.approx(bare.score(rows, truth), rel=1e-12)
    value = model.inference(data=list(rows[0])).value
    assert value == pytest.approx(answers[0], rel=1e-3)
    file = Workflow(checkpoint=model.convert("out/model"))
    assert file.inference(data=list(rows[0])).value == pytest.approx(value, rel=1e-4)


@pytest.mark.training
def test_a_file_says_what_its_numbers_mean(penguins):
    model = TableModel("decision_tree", random_seed=1)
    model.load_dataset(path=penguins, target="species")
    model.train(validate=False)
    assert model.columns == ["bill", "island"] and model.classes == ["A", "B", "C"]
    with open(model.convert("out/p")[:-5] + ".json", encoding="utf-8") as file:
        about = json.load(file)
    assert about["inputs"] == ["bill", "island=north", "island=south"] and about["classes"] == ["A", "B", "C"]
    assert model.evaluate(path=penguins).total == 59, "a row without its bill is left out"


@pytest.mark.training
def test_a_row_is_a_list_or_a_dictionary(penguins):
    model = TableClassification("knn", neighbors=3)
    model.load_dataset(path=penguins, target="species")
    model.train()
    result = model.inference(data=[35, "north"])
    assert result.row == [35, "north"] and model.inference(data={"island": "north", "bill": 35}).label == result.label
    for data, named in (
        ([35], "island"),
        ([35, "east"], "east"),
        (["long", "north"], "long"),
        ({"bill": 35}, "island"),
        (35, "bill"),
    ):
        with pytest.raises(BadValue, match=named):
            model.inference(data=data)


@pytest.mark.training
def test_answers_as_columns(penguins):
    model = TableModel("linear")
    model.load_dataset(path=penguins, target="species")
    model.train()
    told = model.transform(penguins)
    assert len(told) == 60 and told.rows[5][-2:] == [None, None] and told.rows[0][-2] in "ABC"


@pytest.mark.training
@pytest.mark.parametrize(("method", "columns"), [("kmeans", 1), ("pca", 2)])
def test_what_guesses_nothing(method, columns):
    model = TableModel(method, random_seed=1)
    model.load_dataset(path=sample_table(), columns=["petal length", "petal width"])
    model.train()
    table = model.transform(sample_table())
    assert len(table.columns) == 5 + columns and len({*map(str, table.column(table.columns[5]))}) >= 3
    file = Workflow(checkpoint=model.convert("out/groups"))
    if method == "kmeans":
        assert file.inference(data=[1.4, 0.2]).label == model.inference(data=[1.4, 0.2]).label
    for refused in (model.evaluate, lambda: file.evaluate(path=sample_table())):
        with pytest.raises(BadValue):
            refused()


@pytest.mark.training
def test_a_file_that_only_says_that_it_is_of_a_table_is_refused():
    path = learn("decision_tree").convert("out/model")
    odd = onnx.load(path)
    odd.metadata_props[0].value = json.dumps({"task": "table_classification", "model": "decision_tree"})
    onnx.save(odd, path)
    with pytest.raises(BadModelFile):
        Workflow(checkpoint=path)


def test_cross_validation_is_that_of_scikit_learn():
    model = TableModel("decision_tree", random_seed=2)
    model.load_dataset(path=sample_table(), target="species")
    rows, truth = split(model, "all")
    folds = StratifiedKFold(5, shuffle=True, random_state=2)
    bare = cross_val_score(make_estimator("decision_tree", False, {}, 2), rows, truth, cv=folds)
    assert [row[1] for row in model.cross_validate().rows[:5]] == bare.tolist()


@pytest.mark.training
def test_which_columns_matter(penguins):
    model = TableModel("decision_tree", random_seed=1)
    model.load_dataset(path=penguins, target="species")
    model.train()
    table = model.importance()
    assert table.rows[0][0] == "bill" and {row[0] for row in table.rows} == {"bill", "island"}


@pytest.mark.training
def test_a_tree_is_told(penguins):
    model = TableModel("decision_tree", max_depth=2, random_seed=1)
    model.load_dataset(path=penguins, target="species")
    model.train()
    about, questions = list(model.as_events())
    assert "species" in str(about.rows) and "bill ≤" in questions.rows[0][0]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([[1, "a"]] * 6, "rows_one_class"),
        ([[None, "a"], [None, "b"]], "table_nothing_to_learn"),
        ([[1, None], [None, "b"]], "rows_none"),
        ([[1, 5], [2, 5], [3, 5]], "numbers_all_equal"),
    ],
)
def test_nothing_to_learn(rows, key):
    with pytest.raises(BadData) as raised:
        TableModel().load_dataset(path=Table(["x", "y"], rows), target="y")
    assert raised.value.key == key


def test_one_column():
    with pytest.raises(BadData) as raised:
        TableModel().load_dataset(path=Table(["x"], [[1], [2]]))
    assert raised.value.key == "table_nothing_to_learn"


def test_what_makes_no_sense():
    with pytest.raises(BadValue, match="max_depth"):
        TableModel("knn", max_depth=3)
    with pytest.raises(BadValue, match="knn"):
        TableModel("knm")
    with pytest.raises(DatasetNotLoaded):
        TableModel().train()
    with pytest.raises(BadData):
        TableModel(task="regression").load_dataset(path=sample_table(), target="species")


@pytest.mark.training
def test_another_file_is_refused():
    model = learn("decision_tree")
    arrays, info = load_arrays(model._trained.path)
    save_arrays(model._trained.path, {"estimator": arrays["estimator"][:500]}, info)
    for method in ("decision_tree", "knn"):
        with pytest.raises(BadModelFile):
            TableModel(method).load_checkpoint(model._trained.path)


@pytest.mark.training
def test_a_file_that_answers_otherwise_is_not_written(monkeypatch, tmp_path):
    model = learn("decision_tree")
    monkeypatch.setattr("sunmao.tables.convert_to_onnx.count_same", lambda *said: 149)
    with pytest.raises(NotConverted, match="149"):
        model.convert("out/iris.onnx")
    assert not (tmp_path / "out").exists()
