"""`nn` of BaseNN: add layers, load data, train, infer, convert."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from sunmao.compat.argument_types import FilePath, Rows
from sunmao.compat.baseml.reading import read_number_rows, require_numbers, to_array
from sunmao.compat.basenn import book_loaders
from sunmao.compat.basenn.book_layers import (
    ACTIVATIONS,
    build_layer,
    count_inputs,
    describe_layer,
    find_misfit,
    say_layer,
)
from sunmao.compat.basenn.book_training import BookObjective, find_optimizer, read_metrics, train_book_network
from sunmao.compat.basenn.book_weights import BookState, load_book, save_book
from sunmao.core.atomic_files import require_path
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_choice, require_number, require_whole
from sunmao.errors import BadData, BadValue, DatasetNotLoaded, NotTrained, TaskAbsent
from sunmao.images.image_files import ENDINGS, read_image_file
from sunmao.runtime.notices import print_safely, show_notice
from sunmao.training.run_metadata import draw_seed
from sunmao.training.training_loop import TrainConfig
from sunmao.training.training_run import select_device

TASKS = ("cls", "reg")
Inputs: TypeAlias = Rows | Path | torch.Tensor | DataLoader  # what is answered
TOGETHER = 256  # samples that are answered at once


class BookNetwork:
    """A network that is put together layer by layer. task: 'cls' tells classes apart, 'reg' guesses numbers.

    save_fold: where `train` writes; optimizer: 'Adam', 'SGD', 'Adagrad' or 'ASGD'; color: 'RGB' or 'grayscale' of
    pictures that are answered; device: as torch names it.
    """

    def __init__(self, task: str = "cls", save_fold: FilePath | None = None) -> None:
        self.task = require_choice("task", str(task).lower(), TASKS)
        self.save_fold: Any = save_fold or "checkpoints"
        self.optimizer, self.color, self.scale = "Adam", "RGB", book_loaders.SCALE
        self.transform: dict[str, Any] | None = None
        self.device: Any = None
        self.model = nn.Sequential()
        self.word2idx: dict | None = None
        self.res: Any = None
        self._layers: list[dict] = []
        self._classes: list[str] = []
        self._loader: Any = None
        self._about: dict[str, Any] = {}
        self._seed: int | None = None
        self._opened: tuple | None = None
        self._trained = False

    def add(
        self,
        layer: str | nn.Module | None = None,
        activation: str | None = None,
        optimizer: str | None = None,
        **named: Any,
    ) -> None:
        """Put a layer behind the last one, or choose the optimizer. layer: a printed name, or a torch module.

        Raises: BadValue.
        """
        if optimizer is not None:
            self.optimizer = find_optimizer(optimizer)
        if isinstance(layer, nn.Module):
            self._append({"layer": "own"}, layer)
            print_safely(f"增加自定义模块{layer}")
        elif layer is not None:
            self._add_named(str(layer).lower(), named)
        elif named:
            show_notice("nn_unused", level="warn", names=", ".join(named))
        if activation is not None:
            name = str(activation).lower()
            if name not in ACTIVATIONS:
                guess = suggest_nearest(name, ACTIVATIONS)
                raise BadValue("nn_no_layer", value=repr(activation)[:60], names=", ".join(ACTIVATIONS), guess=guess)
            self._append({"layer": name}, build_layer({"layer": name}))
            print_safely(f"使用{name}激活函数。")

    def _add_named(self, name: str, named: dict) -> None:
        if name in ACTIVATIONS:
            return self.add(activation=name)
        if name == "em_lstm":
            if not self.word2idx:
                raise DatasetNotLoaded("nn_no_words")
            named = {**named, "words": len(self.word2idx)}
        for told in describe_layer(name, **named):
            self._append(told, build_layer(told))
            if (said := say_layer(told)) is not None:
                print_safely(said)

    def _append(self, told: dict, module: nn.Module) -> None:
        self._layers.append(told)
        self.model.append(module)
        self._trained = False

    def set_seed(self, seed: int) -> None:
        """Have all random numbers follow from one number."""
        self._seed = require_whole("seed", seed, 0, 2**32 - 1)
        random.seed(self._seed)
        np.random.seed(self._seed)
        torch.manual_seed(self._seed)

    def load_tab_data(
        self,
        data_path: FilePath,
        batch_size: int = 32,
        train_val_ratio: float = 1.0,
        shuffle: bool = True,
        y_type: str = "long",
        num_workers: int = 0,
        **_: Any,
    ) -> Any:
        """Read a table: one line of names, numbers below, what is learned in the last column.

        Returns: the loader, of a ratio below 1 the pair of those for training and validation. Raises BadData.
        """
        data = book_loaders.load_rows(data_path, self.task == "reg", y_type)
        return self._take(data, "tab", batch_size, shuffle, train_val_ratio)

    def load_img_data(
        self,
        data_path: FilePath,
        classes: FilePath | Sequence[str] | None = None,
        batch_size: int = 32,
        train_val_ratio: float = 1.0,
        shuffle: bool = True,
        batch_mode: bool = False,
        transform: Mapping[str, Any] | None = None,
        color: str = "RGB",
        num_workers: int = 0,
        **_: Any,
    ) -> Any:
        """Read pictures in folders of their classes.

        Args:
            classes: the folders' names in the order of their numbers. transform: changes by torchvision's names, such
                as {'Resize': (128, 128)}. color: 'RGB' or 'grayscale'.

        Returns: as of `load_tab_data`. Raises BadData, DataNotFound.
        """
        transform = dict(transform or {})
        folder = require_path("data_path", data_path)
        data = book_loaders.BookPictures(folder, color, transform, classes)
        self._classes, self.color, self.transform = data.classes, color, transform
        try:
            return self._take(data, "img", batch_size, shuffle, train_val_ratio)
        except RuntimeError:  # how torch says that pictures of a batch differ in size
            raise BadData("nn_sizes", path=folder.as_posix()) from None

    def load_npz_data(
        self,
        data_path: FilePath,
        batch_size: int = 32,
        shuffle: bool = True,
        classes: Sequence[str] | None = None,
        train_val_ratio: float = 1.0,
        num_workers: int = 0,
        **_: Any,
    ) -> Any:
        """Read arrays 'data', 'label' and, of texts, 'word2idx' of a file of numpy. Returns: as of `load_tab_data`."""
        path = require_path("data_path", data_path)
        try:
            with np.load(path, allow_pickle=False) as file:
                x, y = file["data"], file["label"]
                words = file["word2idx"] if "word2idx" in file.files else None
        except (KeyError, OSError, ValueError):
            raise BadData("nn_bad_npz", path=path.as_posix()) from None
        if words is not None:
            self.word2idx = _read_words(words)
        self._classes = [str(each) for each in classes or []]
        data = book_loaders.load_arrays(x, y, self.task == "reg")
        return self._take(data, "npz", batch_size, shuffle, train_val_ratio)

    def load_dataset(
        self,
        x: ArrayLike,
        y: ArrayLike,
        word2idx: Mapping[str, int] | None = None,
        classes: Sequence[str] | None = None,
        **_: Any,
    ) -> None:
        """Learn from arrays, all at once. x: (N, …); y: (N,). Raises BadData."""
        if word2idx is not None:
            self.word2idx = dict(word2idx)
        self._classes = [str(each) for each in classes or []]
        data = book_loaders.load_arrays(x, y, self.task == "reg")
        kind = "npz" if self.word2idx else "img" if np.ndim(x) == 4 else "tab"
        self._take(data, kind, max(1, len(data)), True, 1.0)

    def _take(
        self, data: book_loaders.BookPictures | TensorDataset, kind: str, batch_size: int, shuffle: bool, ratio: float
    ) -> Any:
        found = book_loaders.make_loaders(data, batch_size, shuffle, ratio)
        self._loader = found[0] if isinstance(found, tuple) else found
        sample = data[0][0]
        self._about = {"dataset_type": kind, "input_size": [1, *sample.shape], "color": self.color}
        if kind == "img" and self.transform:
            self._about["transform"] = {str(name): value for name, value in self.transform.items()}
        if self.word2idx:
            self._about["word2idx"] = self.word2idx
        return found

    def train(
        self,
        lr: float = 0.1,
        epochs: int = 30,
        batch_num: int = 1,
        batch_size: int = 16,
        save_fold: FilePath | None = None,
        loss: str = "CrossEntropyLoss",
        metrics: str | Sequence[str] | None = (),
        filename: str = "basenn.pth",
        checkpoint: FilePath | None = None,
        **_: Any,
    ) -> list[dict] | None:
        """Learn from what was loaded, and write the weights into `save_fold`.

        Args:
            loss: of torch by its name. metrics: 'acc', 'mae', 'mse', or a list of them. checkpoint: to go on from.

        Returns: a dict a batch: epoch, loss, and each measure. Raises DatasetNotLoaded, BadValue, TrainingDiverged.
        """
        config = TrainConfig(
            epochs=require_whole("epochs", epochs, 1),
            lr=_require_rate(lr),
            batch_size=getattr(self._loader, "batch_size", 1) or 1,
            optimizer=find_optimizer(self.optimizer),
            weight_decay=0.0,
            seed=draw_seed(self._seed),
            schedule="constant",
        )
        objective = BookObjective(str(loss), read_metrics(metrics))
        if checkpoint is not None:
            if not Path(checkpoint).is_file():
                print_safely(f"未找到{checkpoint}文件！")
                return None
            self.load(checkpoint)
        if self._loader is None:
            raise DatasetNotLoaded("nn_no_data")
        if not self._layers:
            raise NotTrained("nn_no_layers")
        self._require_fit()
        print_safely(f"使用 {config.optimizer} 优化器。")
        log = train_book_network(self.model, self._loader, config, objective, self._choose_device())
        self._trained = True
        self.save_fold = save_fold or self.save_fold
        self._save(Path(require_path("save_fold", self.save_fold), filename), config)
        return log

    def _require_fit(self) -> None:
        """Raises BadValue where the data do not fit the layers, BadData where pictures differ in size."""
        try:
            inputs, _ = next(iter(self._loader))
        except RuntimeError:
            raise BadData("nn_sizes", path="-") from None
        self.model.to("cpu").eval()
        with torch.inference_mode():
            find_misfit(list(self.model), self._layers, inputs[:2])

    def _save(self, path: Path, config: TrainConfig) -> None:
        print_safely("保存模型中...")
        save_book(path, self.model, self._get_state(), config.epochs, config.lr)
        print_safely(f"保存模型{path.as_posix()}成功！")

    def _get_state(self) -> BookState:
        return BookState(self._layers, {}, self._classes, self.task, self._about)

    def load(self, path: FilePath) -> None:
        """Have the network of a weights file, unless it is the last one that was opened. Raises FileMissing,
        BadModelFile.
        """
        path = require_path("checkpoint", path)
        stamp = (path.resolve(), path.stat().st_mtime_ns) if path.is_file() else None
        if stamp is not None and stamp == self._opened and self._trained:
            return
        state = load_book(path)
        self.model = state.build(self.model)
        self._layers, self._classes, self.task = state.layers, state.classes or self._classes, state.task
        self._about = {**self._about, **state.about}
        self.color = state.about.get("color", self.color)
        self.word2idx = state.about.get("word2idx", self.word2idx)
        self._trained, self._opened = True, stamp

    def _choose_device(self) -> torch.device:
        return select_device("auto" if self.device is None else str(self.device))

    def inference(
        self,
        data: Inputs | None = None,
        show: bool = False,
        checkpoint: FilePath | None = None,
        hidden: object = None,
        label: bool = False,
        num: int = 4,
        return_all_timesteps: bool = True,
        **_: Any,
    ) -> np.ndarray:
        """Outputs of the network: (N, C) float32 scores of classes, or (N, 1) numbers.

        Args:
            data: rows, one row, arrays of pictures, a CSV file, a picture's file or a folder of them, or a loader.
            checkpoint: a weights file; None: what was trained here. label: a CSV's last column is no input.

        Raises: NotTrained, BadValue, BadData, FileMissing, BadModelFile.
        """
        self._require_trained(checkpoint)
        inputs = self._read_input(data, label)
        self.model.to("cpu").eval()
        with torch.inference_mode():
            find_misfit(list(self.model), self._layers, inputs[:1])
            answers = [self.model(part) for part in inputs.split(TOGETHER)]
        self.res = torch.cat(answers).numpy().astype(np.float32)
        if show:
            print_safely(f"推理结果为： {self.res}")
        return self.res

    def _require_trained(self, checkpoint: FilePath | None) -> None:
        if checkpoint is not None:
            self.load(checkpoint)
        if not self._trained:
            raise NotTrained("nn_not_trained")

    def _read_input(self, data: Inputs | None, label: bool) -> torch.Tensor:
        if data is None:
            raise BadValue("nn_no_input")
        if isinstance(data, torch.Tensor):
            return data.float()
        if isinstance(data, DataLoader):
            return torch.cat([inputs for inputs, *_ in data])
        if isinstance(data, Path) or (isinstance(data, str) and (self.word2idx is None or Path(data).suffix)):
            return self._read_files(require_path("data", data), label)
        if isinstance(data, str):
            numbers = self.word2idx or {}
            return torch.tensor([[numbers[each] for each in data if each in numbers]])
        rows = require_numbers(to_array(data))
        return torch.from_numpy(self._fit_rows(rows).astype(np.float32))

    def _fit_rows(self, rows: np.ndarray) -> np.ndarray:
        width = count_inputs(self._layers)
        if width is None or rows.ndim > 2:  # pictures, or steps
            return rows[None] if rows.ndim == len(self._about.get("input_size", [])) - 1 else rows
        if rows.ndim < 2:
            rows = rows.reshape(-1, width) if rows.size % width == 0 else rows.reshape(1, -1)
        if rows.shape[1] != width:
            raise BadValue("ml_width", found=rows.shape[1], wanted=width)
        return rows

    def _read_files(self, path: Path, label: bool) -> torch.Tensor:
        if path.suffix.lower() in (".csv", ".txt"):
            rows = require_numbers(read_number_rows(path), path)
            rows = rows[:, :-1] if label else rows
            return torch.from_numpy(self._fit_rows(rows).astype(np.float32))
        files = sorted(each for each in path.rglob("*") if each.suffix.lower() in ENDINGS) if path.is_dir() else [path]
        if not files:
            raise BadData("nn_no_pictures", path=path.as_posix())
        return torch.stack([self._read_picture(file) for file in files])

    def _read_picture(self, path: Path) -> torch.Tensor:
        steps = book_loaders.make_steps(self._about.get("transform"))
        picture = book_loaders.read_picture(read_image_file(path), self.color, steps)
        size = self._about.get("input_size", [])
        if len(size) == 4 and list(picture.shape[1:]) != size[2:]:
            picture = nn.functional.interpolate(picture[None], size[2:], mode="bilinear", antialias=True)[0]
        return picture

    def save(self, path: FilePath) -> None:
        """Write the network. Raises NotTrained."""
        self._require_trained(None)
        save_book(require_path("path", path), self.model, self._get_state(), 0, 0.0)

    def print_result(self, result: ArrayLike | None = None) -> dict:
        """Print and return `{0: {'预测值': 1, '置信度': 0.98}}`, a number or a class's name of each sample."""
        told = self.describe_result(result)
        print_safely(f"推理结果为： {told}")
        return told

    def describe_result(self, result: ArrayLike | None = None) -> dict:
        """Lines that `print_result` prints. Raises NotTrained."""
        answers = self.res if result is None else result
        if answers is None:
            raise NotTrained("nn_no_answer")
        told: dict[int, dict] = {}
        for number, row in enumerate(np.asarray(answers)):
            if self.task == "reg":
                told[number] = {"预测值": float(np.ravel(row)[0]) if np.size(row) == 1 else np.ravel(row).tolist()}
                continue
            best = int(np.argmax(row))
            words = {place: word for word, place in (self.word2idx or {}).items()}
            name = self._classes[best] if best < len(self._classes) else words.get(best, best)
            told[number] = {"预测值": name, "置信度": float(np.ravel(row)[best])}
        return told

    def convert(
        self,
        checkpoint: FilePath | None = None,
        out_file: FilePath = "convert_model.onnx",
        backend: str = "ONNX",
        opset_version: int = 10,
        ir_version: int = 6,
        **_: Any,
    ) -> None:
        """Write the network as an ONNX file, with an example program beside it. Raises NotTrained, NotConverted."""
        from sunmao.compat.basenn.book_export import export_book

        require_choice("backend", str(backend).upper(), ["ONNX"])
        self._require_trained(checkpoint)
        path = require_path("out_file", out_file)
        words = {**self._about, "scale": self.scale}
        size = words.get("input_size") or [1, count_inputs(self._layers) or 0]
        self.model.to("cpu").eval()
        with torch.inference_mode():
            find_misfit(list(self.model), self._layers, torch.zeros(1, *size[1:]))
        export_book(self.model, path, {**words, "input_size": size}, opset_version, ir_version)
        print_safely(f"Successfully exported ONNX model: {path.as_posix()}")

    def visual_feature(self, data: Inputs, in1img: bool = False, save_fold: FilePath = "layers", **_: Any) -> None:
        """Draw what each layer gives for one sample into a folder: a picture a layer and `layer_data.txt`, or with
        in1img all in `total.jpg`.
        """
        from sunmao.compat.basenn.feature_pictures import draw_features

        self._require_trained(None)
        inputs = self._read_input(data, False)[:1]
        self.model.to("cpu").eval()
        names = [each["layer"] for each in self._layers]
        draw_features(list(self.model), names, inputs, require_path("save_fold", save_fold), bool(in1img))

    def extract_feature(self, data: Inputs | None = None, pretrain: object = None, **_: Any) -> NoReturn:
        """Raises TaskAbsent: the packaged network is another one."""
        raise TaskAbsent("nn_no_features")

    def noisy(self, *_: Any, **__: Any) -> NoReturn:
        """Raises TaskAbsent: pictures out of noise need a graphics card."""
        raise TaskAbsent("nn_no_diffusion")

    show = noisy


def _require_rate(lr: float) -> float:
    require_number("lr", lr, 0)
    return float(lr)


def _read_words(words: np.ndarray) -> dict:
    """Words and their numbers out of a file: pairs, or the words in their order. Raises BadData."""
    if words.ndim == 2 and words.shape[1] == 2:
        return {str(word): int(number) for word, number in words}
    return {str(word): number for number, word in enumerate(words.ravel())}
