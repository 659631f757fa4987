"""The tasks of XEdu.hub: which is here, and what is said of those whose models are not."""

from sunmao.compat.argument_types import FilePath
from sunmao.core.validation import require_choice
from sunmao.errors import BadValue, TaskAbsent
from sunmao.texts import get_both

HERE = "mmedu"
FILES = ("basenn", "baseml", "custom")  # tasks of files that other packages wrote
# Beginning of a task's name → (what it is for, what there is instead), as keys of the catalog.
BEGINNINGS = {
    "det_coco": ("boxes", "own_boxes"),
    "embedding_": ("vectors", "models"),
    "gen_": ("drawing", "models"),
    "nlp_": ("answers", "models"),
    "segment_": ("scene", "models"),
    "depth_": ("scene", "models"),
    "drive_": ("scene", "models"),
}
NICKNAMES = {"cocodetect": "det_coco"}


def require_task(task: str, checkpoint: FilePath | None, repo: FilePath | None) -> None:
    """Whether a task can be answered, with what is given. Raises TaskAbsent, BadValue."""
    name = str(task).lower()
    beginning = NICKNAMES.get(name) or next((each for each in BEGINNINGS if name.startswith(each)), None)
    if beginning is not None:
        what, instead = BEGINNINGS[beginning]
        raise TaskAbsent(
            "hub_task_absent", task=name, what=get_both(f"hub_{what}"), instead=get_both(f"instead_{instead}")
        )
    require_choice("task", name, [HERE, *FILES])
    if checkpoint is None:
        raise (
            BadValue("hub_file_needed", task=name, ending=".pkl" if name == "baseml" else ".onnx")
            if repo is None
            else BadValue("hub_no_download", name=repo)
        )


def list_tasks() -> list[str]:
    """The tasks that can be answered here, as `Workflow.support_task()` tells them."""
    from sunmao.compat.hub.points import list_point_tasks

    return sorted([*list_point_tasks(), "cls_imagenet", "embedding_image", "embedding_text", "ocr", HERE, *FILES])
