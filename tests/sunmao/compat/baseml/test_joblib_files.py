"""Model files of BaseML: every algorithm's opens again, also as joblib wrote it; what could run code is not opened."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from sunmao.compat.baseml.joblib_files import load_joblib, save_joblib
from sunmao.errors import BadModelFile

pytest.importorskip("sklearn", reason="learners come with the training engine")

ROWS = np.random.default_rng(0).normal(size=(60, 3))
LABELS = (ROWS[:, 0] + ROWS[:, 1] > 0).astype(int)


def list_models() -> list:
    """One trained model of each algorithm."""
    from sunmao.compat.baseml import Classification, Cluster, DimentionReduction, Regression
    from sunmao.compat.baseml.algorithms import CLASSIFIERS, CLUSTERERS, REDUCERS, REGRESSORS

    made = [
        *(kind(name) for kind, names in ((Classification, CLASSIFIERS), (Regression, REGRESSORS)) for name in names),
        *(Cluster(name, N_CLUSTERS=3) for name in CLUSTERERS),
        *(DimentionReduction(name, n_components=1) for name in REDUCERS),
    ]
    for model in made:
        model.load_dataset(ROWS, LABELS, split=False, shuffle=False)
        model.train()
    return made


@pytest.mark.long
@pytest.mark.slow
def test_every_algorithm_opens_again(tmp_path, monkeypatch):
    import joblib

    monkeypatch.chdir(tmp_path)
    for model in list_models():
        answers = model.inference() if hasattr(model, "n_components") else model.inference(ROWS)
        model.save("m.pkl")
        other = type(model)(model.algorithm)
        other.load("m.pkl")
        other.x_train = model.x_train
        assert np.array_equal(other.inference(ROWS), answers), model.algorithm
        # As joblib writes it by itself, and as pickle does.
        joblib.dump(model.model, "plain.pkl")
        Path("pickle.pkl").write_bytes(pickle.dumps(model.model))
        for name in ("plain.pkl", "pickle.pkl"):
            assert type(load_joblib(Path(name))) is type(model.model)


class Evil:
    def __init__(self, call, *given):
        self.call, self.given = call, given

    def __reduce__(self):
        return self.call, self.given


def test_nothing_in_a_file_is_run(tmp_path):
    import builtins

    sign = tmp_path / "ran"
    harmful = [
        Evil(os.system, f"touch {sign}"),
        Evil(builtins.eval, f"open({str(sign)!r}, 'w')"),
        Evil(builtins.getattr, Evil(__import__, "os"), "system"),
        np.array([Evil(os.system, f"touch {sign}")], object),
    ]
    for number, thing in enumerate(harmful):
        for write in (save_joblib, lambda path, data: path.write_bytes(pickle.dumps(data))):
            file = tmp_path / f"{number}.pkl"
            write(file, {"model": thing})
            with pytest.raises(BadModelFile) as refused:
                load_joblib(file)
            assert str(file.name) in refused.value.title["zh"] and not sign.exists()


def test_damaged_files(tmp_path):
    good = tmp_path / "good.pkl"
    save_joblib(good, {"model": np.arange(1000.0)})
    data = good.read_bytes()
    for number, bad in enumerate((b"", data[: len(data) // 2], b"\x78" + os.urandom(50), b"PK\x03\x04", b"hello")):
        file = tmp_path / f"bad{number}.pkl"
        file.write_bytes(bad)
        with pytest.raises(BadModelFile):
            load_joblib(file)
