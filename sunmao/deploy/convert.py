"""A trained network as an ONNX file by the contract that school boards know, compared with PyTorch before it appears."""

import json
from dataclasses import asdict
from pathlib import Path

import onnx

from sunmao import __version__
from sunmao.runtime import session
from sunmao.core.atomic_files import need_path, need_place, shown, whole_file
from sunmao.errors import BadValue
from sunmao.protocol.messages import File
from sunmao.models.preprocessing import GEOMETRIES, Whole, geometry_of
from sunmao.runtime.notices import note
from sunmao.deploy.example_program import write_example
from sunmao.deploy.export import append, export
from sunmao.deploy.onnx_session import FINDS
from sunmao.deploy.parity import chosen, parity

NAMED = 5  # pictures that a warning names


def convert(trained, dataset, out_file, opset: int, ir: int) -> str:
    """Write the ONNX file and its example program, and say how many answers are the same. Returns the file's path."""
    path = need_path("out_file", out_file)
    if path.suffix.lower() != ".onnx":
        raise BadValue("bad_ending", path=path.as_posix())
    need_place("out_file", path.parent)
    if path.is_dir():
        raise BadValue("folder_in_the_way", path=path.as_posix())
    session.stopping_point()
    items = chosen(dataset)
    with whole_file(path) as file:
        used = export(trained, file, opset, ir)
        _say_inside(file, "MODEL_INFO", contract(trained))
        report, different = parity(trained, file, items)
        _say_inside(file, "SUNMAO_INFO", truth(trained, report))
    _tell(path, report, different, *write_example(path, items, trained.entry.task))
    if used[0] > opset or used[1] > ir:
        note("newer_format", level="warn", opset=used[0], ir=used[1])
    return path.as_posix()


def contract(trained) -> dict:
    """What any client of the contract needs to know."""
    name = geometry_of(trained.entry, trained.info["image_size"])
    codebase = FINDS if isinstance(GEOMETRIES[name], Whole) else "MMCls"
    return {"codebase": codebase, "modelname": name, "classes": trained.classes}


def truth(trained, report: dict) -> dict:
    """The network's true name, size and preprocessing, what it was trained on, and how many answers were the same."""
    entry, info = trained.entry, trained.info
    data = {**info["data"], "path": shown(info["data"]["path"])} if "data" in info else None
    if data and Path(data["path"]).is_absolute():
        data["path"] = Path(data["path"]).name  # no folder of a person's own leaves this computer
    return {
        "name": entry.name,
        "task": entry.task,
        "image_size": info["image_size"],
        "preprocessing": {**asdict(GEOMETRIES[geometry_of(entry, info["image_size"])]), "inside": _inside(trained)},
        **{key: info[key] for key in ("epoch", "accuracy", "val_loss", "mAP", "mAP50", "confidence") if key in info},
        "trained": info.get("time"),
        "data": data,
        "parity": report,
        "sunmao": __version__,
    }


def _inside(trained) -> dict:
    """What the graph itself does with a picture. bgr: it turns red and blue around."""
    front = trained.network.front
    numbers = {name: [round(value, 4) for value in getattr(front, name).flatten().tolist()] for name in ("mean", "std")}
    turned = {"bgr": True} if getattr(front, "bgr", False) else {}
    return {"size": trained.info["image_size"], **numbers, **turned}


def _say_inside(file: Path, key: str, said: dict) -> None:
    model = onnx.ModelProto()
    onnx.helper.set_model_props(model, {key: json.dumps(said)})
    append(file, model)


def _tell(path: Path, report: dict, different: list, example: Path, own: bool) -> None:
    size = max(1, round(path.stat().st_size / 1024))
    if report["pictures"]:
        note("converted", path=path.as_posix(), size=size, total=report["pictures"], same=report["same"])
    else:
        note("converted_unseen", path=path.as_posix(), size=size)
    if different:
        names = ", ".join(shown(each) for each in different[:NAMED])
        note("answers_differ", level="warn", count=len(different), difference=f"{report['largest_difference']:.2g}", names=names)
    session.emit(File(path=shown(path), role="model"))
    if own:
        note("example_kept", path=example.as_posix())
    else:
        session.emit(File(path=shown(example), role="text"))
