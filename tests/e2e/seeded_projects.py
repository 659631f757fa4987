"""Projects of every kind with real content, made when a view first asks for one: trained, tested, labeled, taught."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np

from sunmao.data.builtin.samples import make_sample
from sunmao.server.dataset_index import index_db
from sunmao.server.datasets.labeling import proposals
from tests.e2e.finders import finder
from tests.e2e.label_hands import PictureSet
from tests.e2e.rooms import make, program
from tests.e2e.test_answer_seen import ANSWERS
from tests.e2e.test_board_panel import FOLLOWS
from tests.e2e.test_compare_trainings import BETTER
from tests.support.drawn_masks import draw_painted
from tests.support.drawn_tags import draw_tagged
from tests.support.photographs import write_photographs
from tests.support.studio import ApiClient, Studio

TRAIN = """
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path='data/digits', check=False)
model.save_fold = 'models/digits'
model.train(epochs=3, lr=0.003, random_seed=1)
model.evaluate('test')
model.convert(out_file='models/digits.onnx')
model.quantize(out_file='models/digits-int8.onnx')
"""
ASKS = "from sunmao import ask_picture\nname = input('?')\nprint(name)\nask_picture('?')"
SPOILED = "print('before')\nnumbers = [1, 2]\nprint(numbers[3])"
TEACH_SET = {"zh": "我的图片", "en": "my-pictures"}
TEACH_CLASSES = {"zh": "第 {} 类", "en": "Class {}"}


class SeededProjects:
    """The projects of one studio, by name. A project is made once for each language: its words are those of a pupil who
    works in that one.
    """

    def __init__(self, studio: Studio):
        self.studio, self.visitor = studio, ApiClient(studio)
        self.made: dict[tuple[str, str], str] = {}

    def find(self, name: str, lang: str) -> str:
        """The id of a project of `MAKERS`."""
        if (name, lang) not in self.made:
            self.visitor.ask("PUT", "/api/settings", {"lang": lang})
            self.made[name, lang] = MAKERS[name](self, lang)
        return self.made[name, lang]

    def data(self, project: str) -> Path:
        """Return the folder of a project's data sets."""
        return self.studio.projects / project / "data"

    def make(self, workspace: dict, *, run: bool = False) -> str:
        """A project with these blocks; run: whose program has run to its end."""
        project = make(self.studio, workspace)
        if run:
            self.run(project)
        return project

    def run(self, project: str) -> None:
        """Run a project's own blocks to the end."""
        saved = self.visitor.ask("GET", f"/api/projects/{quote(project)}")
        self.visitor.until_over(project, self.visitor.run(saved, saved["workspace"])["id"])

    def make_example(self, example: str, lang: str) -> str:
        """A project of an example, also of those that the first page begins with."""
        return self.visitor.ask("POST", "/api/projects", {"title": example, "example": example, "lang": lang})["id"]


def make_trained(seeds: SeededProjects, lang: str) -> str:
    """Digits of its own, learned, tested, converted and made smaller."""
    project = seeds.make(program(TRAIN))
    make_sample("digits", seeds.data(project))
    seeds.run(project)
    return project


def make_pictures(seeds: SeededProjects, lang: str) -> str:
    """A data set of every kind, and one of classes in which some labels and files are wrong."""
    project = seeds.make(program("print(1)"))
    data = seeds.data(project)
    write_photographs(data / "mixed", ["roof", "petal"], 40)
    for path, label in {"roof/00.jpg": "petal", "roof/07.jpg": "petal", "petal/21.jpg": "roof"}.items():
        (data / "mixed" / path).rename(data / "mixed" / label / f"moved-{path.replace('/', '-')}")
    (data / "mixed" / "roof" / "again.jpg").write_bytes((data / "mixed" / "roof" / "01.jpg").read_bytes())
    make_sample("shapes", data)
    draw_tagged(data / "beach")
    draw_painted(data / "garden")
    (data / "unsaid").mkdir()
    for number in range(6):
        cv2.imwrite(str(data / "unsaid" / f"{number}.png"), np.full((60, 80, 3), 30 * number, np.uint8))
    return project


def make_proposed(seeds: SeededProjects, lang: str) -> str:
    """Pictures of squares to be boxed, for which a model proposes boxes."""
    made = PictureSet(seeds.studio, "squares")
    image = np.full((180, 240, 3), (60, 120, 40), np.uint8)
    image[40:100, 150:210] = 250
    for number in range(8):
        cv2.imwrite(str(made.folder / f"{number}.png"), np.roll(image, -10 * number, axis=1))
    made.declare("detection", ["square", "circle"])
    said = [{"label": "square", "box": [150, 40, 210, 100], "polygons": [], "rle": None, "confidence": 0.9}]
    with index_db.open_for_writing(index_db.DatasetLocation(made.project, made.folder.parent, "squares").index) as db:
        proposals.save_proposals(db, [(f"{number}.png", said) for number in range(8)])
        proposals.save_order(db, [f"{number}.png" for number in range(8)], "models/squares/best.pth")
    return made.project


def make_outlined(seeds: SeededProjects, lang: str) -> str:
    """The sample of shapes with outlines instead of boxes, to be drawn."""
    made = PictureSet(seeds.studio, "outlines")
    shapes = Path(make_sample("shapes", seeds.data(made.project)))
    for picture in sorted((shapes / "images" / "test").iterdir())[:6]:
        (made.folder / picture.name).write_bytes(picture.read_bytes())
    made.declare("instance", ["circle", "square", "star"])
    return made.project


def make_taught(seeds: SeededProjects, lang: str) -> str:
    """Make the project that teaching begins with, and pictures of all of its classes."""
    project = seeds.make_example("teach", lang)
    names = [TEACH_CLASSES[lang].format(number) for number in (1, 2, 3)]
    write_photographs(seeds.data(project) / TEACH_SET[lang] / "training_set", names, 10)
    return project


def make_deleted(seeds: SeededProjects, lang: str) -> str:
    """A project that lies in the bin."""
    project = seeds.make(program("print(1)"))
    seeds.visitor.ask("DELETE", f"/api/projects/{quote(project)}")
    return project


def make_guided(seeds: SeededProjects, lang: str) -> str:
    """Make the project that the steps begin with, and pictures of two classes in the three parts."""
    project = seeds.make_example("guide", lang)
    photos = seeds.data(project) / "photos"
    write_photographs(photos / "training_set", ["petal", "roof"], 26)
    for part, numbers in (("val_set", range(5)), ("test_set", range(5, 10))):
        for label in ("petal", "roof"):
            (photos / part / label).mkdir(parents=True)
            for number in numbers:
                name = f"{label}/{number:02}.jpg"
                (photos / "training_set" / name).rename(photos / part / name)
    return project


MAKERS: dict[str, Callable[[SeededProjects, str], str]] = {
    "empty": lambda seeds, lang: seeds.make(program()),
    "importing": lambda seeds, lang: seeds.make(program()),
    "deleted": make_deleted,
    "trained": make_trained,
    "compared": lambda seeds, lang: seeds.make(program(*BETTER), run=True),
    "finder": lambda seeds, lang: seeds.make(finder("training()", "mark()"), run=True),
    "pictures": make_pictures,
    "proposed": make_proposed,
    "outlined": make_outlined,
    "taught": make_taught,
    "untaught": lambda seeds, lang: seeds.make_example("teach", lang),
    "found": lambda seeds, lang: seeds.make_example("teach", lang),
    "guided": make_guided,
    "unguided": lambda seeds, lang: seeds.make_example("guide", lang),
    "asks": lambda seeds, lang: seeds.make(program(ASKS)),
    "spoiled": lambda seeds, lang: seeds.make(program(SPOILED)),
    "answers": lambda seeds, lang: seeds.make(program(ANSWERS.replace("PAUSE", "0.2"))),
    "board": lambda seeds, lang: seeds.make(program(FOLLOWS)),
    "digits": lambda seeds, lang: seeds.make_example("digits", lang),
    "servo": lambda seeds, lang: seeds.make_example("servo", lang),
}
