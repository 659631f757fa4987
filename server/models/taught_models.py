"""Models of sentences, points and tables: arrays of numbers that were fitted at once, beside the files of `model_files`."""

from pathlib import Path

from sunmao.errors import SunmaoError
from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_files import require_model_path
from sunmao.server.projects.project_files import MODEL_FOLDERS, list_model_files

ENDING = ".npz"
MAX_MODELS = 50  # that are read


def require_taught_path(path: str) -> str:
    """The path of such a file in one of the folders for models. Raises HttpProblem 404."""
    if path.partition("/")[0] not in MODEL_FOLDERS or not path.lower().endswith(ENDING):
        raise HttpProblem(404, "no_file")
    return path


def require_asked_path(path: str) -> str:
    """The path of a model file, or of such a file. Raises HttpProblem 404."""
    return require_taught_path(path) if path.lower().endswith(ENDING) else require_model_path(path)


def list_taught(project: Path) -> list[dict]:
    """{'path', 'modified', 'model', 'task', 'classes', 'accuracy', 'data'} of each, the last changed first; damaged
    ones are left out.
    """
    from sunmao.training.checkpoints.array_files import load_arrays

    files = [(project / path, path) for path in list_model_files(project, (ENDING,))]
    files.sort(key=lambda each: -each[0].stat().st_mtime)
    rows = []
    for file, path in files[:MAX_MODELS]:
        try:
            info = load_arrays(file)[1]
        except SunmaoError:
            continue
        accuracy = info.get("accuracy")
        rows.append(
            {
                "path": path,
                "modified": round(file.stat().st_mtime, 3),
                "model": info["model"],
                "task": info["task"],
                "classes": [str(each) for each in info["classes"]],
                "accuracy": accuracy if isinstance(accuracy, float) else None,
                "data": info["data"] if isinstance(info.get("data"), dict) else None,
            }
        )
    return rows
