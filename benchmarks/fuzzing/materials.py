"""The materials that requests name: a project with data sets, a model, a run, versions and a film; files to send; a
folder beside.
"""

import io
import json
import secrets
import shutil
import zipfile
from pathlib import Path

import cv2
import numpy as np

from tests.support.app_client import Page
from tests.support.limits import poll_until
from tests.support.onnx_files import sides
from tests.support.studio import OUTCOMES

PROJECT, DELETED = "project", "deleted"
SECRET = "what-lies-beside-the-projects-is-nobodys-business"
PROGRAM = """
import numpy as np
from sunmao import show
print('hello')
show(np.zeros((20, 30, 3), np.uint8))
"""
QUESTION = "print('hello')\nprint(input('name? '))"
ASSETS = "index.html"


def make_workspace(code: str) -> dict:
    """A workspace that runs this code."""
    python = {"type": "program_python", "id": "p", "fields": {"code": code}}
    start = {"type": "program_start", "id": "s", "x": 0, "y": 0, "next": {"block": python}}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}}


def make_picture(ending: str = ".png", side: int = 40) -> bytes:
    """A picture of two halves, packed."""
    image = np.zeros((side, 2 * side, 3), np.uint8)
    image[:, :side] = 250
    return cv2.imencode(ending, image)[1].tobytes()


def make_datasets(data: Path) -> None:
    """`pets` with classes, `fruit` with outlines, `cells` with masks."""
    files = {f"pets/{label}/{n}.png": make_picture(side=20 + n) for label in ("cat", "dog") for n in range(3)}
    thing = {"image_id": 1, "category_id": 1, "bbox": [2, 2, 9, 9], "segmentation": [[2, 2, 9, 2, 9, 9]], "id": 1}
    files["fruit/annotations/train.json"] = json.dumps(
        {
            "images": [{"id": 1, "file_name": "0.png", "width": 40, "height": 20}],
            "categories": [{"id": 1, "name": "apple"}],
            "annotations": [{**thing, "area": 20, "iscrowd": 0}],
        }
    ).encode()
    files["fruit/images/0.png"] = make_picture(side=20)
    mask = np.zeros((20, 40), np.uint8)
    mask[5:9, 5:9] = 1
    for n in range(2):
        files[f"cells/images/train/{n}.png"] = make_picture(side=20)
        files[f"cells/masks/train/{n}.png"] = cv2.imencode(".png", mask)[1].tobytes()
    for path, content in files.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_bytes(content)


def make_film(file: Path) -> None:
    """Two seconds of a film."""
    film = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 4, (40, 20))
    for n in range(8):
        film.write(np.full((20, 40, 3), 30 * n, np.uint8))
    film.release()


def make_zip(files: dict[str, bytes]) -> bytes:
    """A zip file with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


class Materials:
    """Made once, in a folder: `projects` to be copied, `outside` beside them, and what the marks of requests stand for.

    known: values by mark; files: bytes by mark.
    """

    def __init__(self, folder: Path):
        self.projects, self.outside = folder / "made", folder / "outside"
        (self.outside / "a").mkdir(parents=True)
        (self.outside / "a" / "1.png").write_bytes(make_picture())
        (self.outside / "secret.txt").write_text(SECRET, encoding="utf-8")
        self.known: dict[str, object] = {
            "project": PROJECT,
            "deleted": DELETED,
            "outside": str(self.outside),
            "board": f"simulated:{PROJECT}",
            "asset": ASSETS,
            "workspace": make_workspace("print('hello')"),
        }
        page = Page(self.projects)
        try:
            self._make_projects(page)
            self._files = self._make_files(page)
        finally:
            page.close()

    def read_file(self, mark: str) -> bytes:
        """The bytes that a mark stands for."""
        return self._files[mark.removeprefix("@")]

    def is_whole(self, projects: Path) -> bool:
        """Whether the project and its parts lie there."""
        return all((projects / PROJECT / part).exists() for part in self._parts)

    def copy_project(self, projects: Path) -> None:
        """Put the project where a studio finds it, in place of what is left of an earlier one."""
        if (projects / PROJECT).exists():  # moved as a whole: a program may still write into it
            (projects / PROJECT).rename(left := projects.with_name(f"left-{secrets.token_hex(4)}"))
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(self.projects / PROJECT, projects / PROJECT)

    def _make_projects(self, page: Page) -> None:
        page.make(PROJECT)
        home, folder = f"/api/projects/{PROJECT}", self.projects / PROJECT
        run = self._run_program(page, home)
        self.known |= {"run": run["id"], "version": 1}
        pictures = sorted((folder / "runs" / run["id"]).rglob("*.png")) + sorted((folder / "runs").rglob("*.webp"))
        self.known["shown"] = pictures[0].name
        make_datasets(folder / "data")
        make_film(folder / "data" / "film.avi")
        (folder / "models").mkdir(exist_ok=True)
        (folder / "models" / "a.onnx").write_bytes(sides())
        (folder / "random.py").write_text("x = 1\n", encoding="utf-8")
        self._parts = ["project.json", "workspace.json", "random.py", "models/a.onnx", "data/film.avi"]
        self._parts += ["data/pets/cat/0.png", "data/fruit/images/0.png", "data/cells/masks/train/0.png"]
        self._parts += ["history", f"runs/{run['id']}/summary.json"]

    @staticmethod
    def _run_program(page: Page, home: str) -> dict:
        body = {"workspace": make_workspace(PROGRAM), "base": page.get(home)["version"], "lang": "en"}
        run = page.ask("POST", f"{home}/runs", body).json["run"]
        poll_until(lambda: page.get(f"{home}/runs/{run['id']}")["state"] in OUTCOMES, "the end of the run")
        assert page.studio.runs.end(PROJECT)
        return page.get(f"{home}/runs/{run['id']}")

    def _make_files(self, page: Page) -> dict[str, bytes]:
        return {
            "png": make_picture(),
            "jpeg": make_picture(".jpg"),
            "dataset_zip": make_zip({f"a/{n}.png": make_picture() for n in range(2)}),
            "project_zip": page.ask("GET", f"/api/projects/{PROJECT}/export/project.zip").data,
            "film": (self.projects / PROJECT / "data" / "film.avi").read_bytes(),
            "empty": b"",
            "noise": np.random.default_rng(1).bytes(3000),
        }
