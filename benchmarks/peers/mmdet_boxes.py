"""A bare training by mmengine's Runner: RTMDet-tiny, AdamW, one-cycle, pictures flipped at random.

    python mmdet_boxes.py DATA EPOCHS BATCH SIDE WORKERS

DATA: a folder in COCO's format. It says nothing but what the Runner says, writes its weights after every epoch, and
prints 'trained' with the seconds by the clock and of the processors from the call of `train` to its end.
"""

import json
import os
import sys
import time
from pathlib import Path

from sunmao.models.openmmlab.mmcv_shim import NAME, MmcvExtShim

sys.modules[NAME] = MmcvExtShim()  # mmcv's compiled part, without which mmdet cannot be imported

import mmdet  # noqa: E402
import torch  # noqa: E402
from mmengine.config import Config  # noqa: E402
from mmengine.runner import Runner  # noqa: E402


def model(classes: int) -> dict:
    """The network as mmdet's configuration says, on one computer and from fresh weights."""
    config = Config.fromfile(Path(mmdet.__file__).parent / ".mim/configs/rtmdet/rtmdet_tiny_8xb32-300e_coco.py").model
    config.backbone.init_cfg = None
    config.bbox_head.num_classes = classes
    for part in (config.backbone, config.neck, config.bbox_head):
        part.norm_cfg = {"type": "BN"}
    return config


def pictures(data: Path, batch: int, side: int, workers: int, classes: list[str]) -> dict:
    """The training pictures: read, stretched to the network's size, flipped."""
    steps = [
        {"type": "LoadImageFromFile"},
        {"type": "LoadAnnotations", "with_bbox": True},
        {"type": "Resize", "scale": (side, side), "keep_ratio": False},
        {"type": "RandomFlip", "prob": 0.5},
        {"type": "PackDetInputs"},
    ]
    dataset = {
        "type": "CocoDataset",
        "data_root": f"{data}/",
        "ann_file": "annotations/train.json",
        "data_prefix": {"img": "images/train/"},
        "metainfo": {"classes": tuple(classes)},
        "pipeline": steps,
    }
    sampler = {"type": "DefaultSampler", "shuffle": True}
    return {
        "batch_size": batch,
        "num_workers": workers,
        "persistent_workers": workers > 0,
        "sampler": sampler,
        "dataset": dataset,
    }


def main(data: Path, epochs: int, batch: int, side: int, workers: int) -> None:
    about = json.loads((data / "annotations/train.json").read_text("utf-8"))
    steps = epochs * -(-len(about["images"]) // batch)
    classes = [each["name"] for each in about["categories"]]
    runner = Runner(
        model(len(classes)),
        "work",
        pictures(data, batch, side, workers, classes),
        train_cfg={"by_epoch": True, "max_epochs": epochs},
        optim_wrapper={
            "optimizer": {"type": "AdamW", "lr": 2e-3, "weight_decay": 5e-2},
            "paramwise_cfg": {"bypass_duplicate": True},
        },
        param_scheduler={"type": "OneCycleLR", "eta_max": 2e-3, "total_steps": steps, "by_epoch": False},
        default_scope="mmdet",
        # It would read pictures with one thread, where ours has all.
        env_cfg={"dist_cfg": {"backend": "gloo"}, "mp_cfg": {"opencv_num_threads": torch.get_num_threads()}},
    )
    since, before = time.perf_counter(), sum(os.times()[:4])
    runner.train()
    print("trained", time.perf_counter() - since, sum(os.times()[:4]) - before, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:]))
