"""Training of the network for sounds, on seconds that are never twice the same.

Each is moved in time, its speed and pitch are changed, it is made louder or softer, and background is mixed in (Ko and
others 2015, "Audio Augmentation for Speech Recognition"); bands and moments are left out (Park and others 2019,
"SpecAugment"). Powers of sounds that have nothing to do with each other add up: mixing is done with spectrograms.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from sunmao.hearing.sound_network import CHANNELS, FIRST, STRIDE, TAPS, Arrays
from sunmao.sound.log_mel import BANDS, FLOOR, compute_log_mel
from sunmao.sound.seconds import SECOND
from sunmao.training.devices.threads import limit_threads

SPEEDS = (0.84, 0.92, 1.0, 1.08, 1.16)
ROUNDS, BATCH = 28, 64
# Of a round. Each sound is drawn some 90 times. With 8 steps the words of one speaker, 8 takes each, were told apart as
# well as with 25 (100 % of other takes, in noise of 10 dB as well).
MIN_STEPS, MAX_STEPS, SOUNDS_A_STEP = 8, 25, 20
RATE, DECAY, SMOOTHING, DROPPED = 4e-3, 0.02, 0.05, 0.3
SHIFT = 20  # frames, either way
NOISE = (0.0, 35.0)  # dB by which a sound is louder than the background that is mixed in
GAIN = (-20.0, 6.0)  # dB
TILT = 3.0  # dB by which high tones are louder or softer, as microphones differ
BANDS_OUT, FRAMES_OUT = 5, 14  # at most, of `SpecAugment`
BACKGROUND_SHARE = 0.25  # of the samples of a batch
# Added to the logits of background: what is announced though nothing happened disturbs more than what is missed. Of
# noise 99.3 % instead of 90.7 % was background then, of words 20 dB above it as many were right (as in
# `benchmarks/sounds.py`, on other words, speakers and noises than those that are reported there).
BACKGROUND_BIAS = 2.0
AT_ONCE = 32  # sounds: larger arrays are given back and fetched from the system again for each step, which costs more


class _Block(nn.Module):
    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.beside = _make_layer(before, after, 1, STRIDE)
        self.down = _make_layer(before, after, TAPS, STRIDE)
        self.on = _make_layer(after, after, TAPS, 1)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return functional.relu(self.beside(values) + self.on(functional.relu(self.down(values))))


class SoundNetwork(nn.Module):
    """As `sound_network.compute_scores`, while it learns: (N, 40, frames) float32, normalized → (N, classes) logits."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.first = nn.Conv1d(BANDS, CHANNELS[0], FIRST, STRIDE, FIRST // 2)
        self.blocks = nn.Sequential(*[_Block(*CHANNELS[place : place + 2]) for place in range(len(CHANNELS) - 1)])
        self.last = nn.Linear(CHANNELS[-1], classes)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        pooled = self.blocks(self.first(values)).mean(2)
        return self.last(functional.dropout(pooled, DROPPED, self.training))

    def export(self) -> Arrays:
        """Its weights, (out, in, taps) float32, by the names of `sound_network.LAYERS`, with batch normalization folded
        into them.
        """
        arrays = _copy_layer("first", self.first.weight, self.first.bias) | _copy_layer(
            "last", self.last.weight, self.last.bias
        )
        for number, block in enumerate(self.blocks, 1):
            for part in ("beside", "down", "on"):
                convolution, normalization = getattr(block, part)
                scale = normalization.weight / (normalization.running_var + normalization.eps).sqrt()
                bias = normalization.bias - scale * normalization.running_mean
                arrays |= _copy_layer(f"block{number}_{part}", convolution.weight * scale[:, None, None], bias)
        return arrays


def _make_layer(before: int, after: int, taps: int, stride: int) -> nn.Sequential:
    convolution = nn.Conv1d(before, after, taps, stride, taps // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm1d(after))


def _copy_layer(name: str, weight: torch.Tensor, bias: torch.Tensor | None) -> Arrays:
    assert bias is not None  # both layers are made with one
    return {f"{name}_weight": weight.detach().numpy().copy(), f"{name}_bias": bias.detach().numpy().copy()}


def fit_network(
    seconds: np.ndarray,
    labels: np.ndarray,
    classes: int,
    backgrounds: list[int],
    seed: int,
    on_round: Callable[[int, int], None] = lambda done, total: None,
) -> Arrays:
    """Train a network; see `sound_network`.

    seconds: (N, 16000) float32; labels: (N,) int; backgrounds: the numbers of classes that are background, which is
    mixed into the others; seed: of everything that is drawn. on_round: told (rounds that are done, all of them).
    """
    generator = torch.Generator().manual_seed(seed)
    with torch.random.fork_rng(), torch.enable_grad():
        torch.manual_seed(seed)
        network = SoundNetwork(classes)
        with limit_threads(network):
            truth = torch.from_numpy(labels.astype(np.int64))
            augmentation = SoundAugmentation(seconds, truth, backgrounds, generator)
            _train(network, augmentation, draw_weights(truth, classes, backgrounds), on_round)
    arrays = network.eval().export()
    arrays["last_bias"][backgrounds] += BACKGROUND_BIAS
    return {**arrays, "mean": augmentation.mean.numpy(), "deviation": augmentation.deviation.numpy()}


def draw_weights(labels: torch.Tensor, classes: int, backgrounds: list[int]) -> torch.Tensor:
    """Compute the weight with which each sample is drawn, (N,) float32: classes alike, background as `BACKGROUND_SHARE`
    says.
    """
    weights = 1 / torch.bincount(labels, minlength=classes)[labels].float()
    quiet = torch.isin(labels, torch.tensor(backgrounds, dtype=torch.int64))
    if quiet.any() and not quiet.all():
        share = BACKGROUND_SHARE / (1 - BACKGROUND_SHARE)
        weights[quiet] *= share * weights[~quiet].sum() / weights[quiet].sum()
    return weights


def _train(
    network: SoundNetwork,
    augmentation: "SoundAugmentation",
    weights: torch.Tensor,
    on_round: Any,
) -> None:
    steps = min(MAX_STEPS, max(MIN_STEPS, -(-len(weights) // SOUNDS_A_STEP)))
    total = ROUNDS * steps
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total)
    for done in range(total):
        chosen = torch.multinomial(weights, BATCH, True, generator=augmentation.generator)
        loss = functional.cross_entropy(
            network(augmentation.make(chosen)), augmentation.labels[chosen], label_smoothing=SMOOTHING
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if (done + 1) % steps == 0:
            on_round((done + 1) // steps, ROUNDS)


class SoundAugmentation:
    """Makes spectrograms that a training has not had.

    labels: (N,) int64. mean: (40,), deviation: (1,) float32, of the spectrograms as they are.
    """

    def __init__(
        self, seconds: np.ndarray, labels: torch.Tensor, backgrounds: list[int], generator: torch.Generator
    ) -> None:
        self.labels, self.generator = labels, generator
        self._powers = torch.stack([_compute_powers(change_speed(seconds, speed)) for speed in SPEEDS])
        logarithms = self._powers[SPEEDS.index(1.0)].log()
        self.mean = logarithms.mean((0, 2))
        self.deviation = logarithms.std().clamp(min=0.1).reshape(1)
        self._quiet = torch.isin(labels, torch.tensor(backgrounds, dtype=torch.int64))
        self._noises = self._powers[:, self._quiet].flatten(0, 1)

    def make(self, chosen: torch.Tensor) -> torch.Tensor:
        """Some samples once more, normalized, (n, 40, frames) float32. chosen: (n,) int64."""
        count, frames = len(chosen), self._powers.shape[-1]
        powers = self._powers[self._draw_whole(count, 0, len(SPEEDS) - 1), chosen] - FLOOR
        powers = _shift(powers, self._draw_whole(count, -SHIFT, SHIFT), self._quiet[chosen])
        if len(self._noises):
            noises = self._noises[self._draw_whole(count, 0, len(self._noises) - 1)] - FLOOR
            ratio = powers.mean((1, 2)) / noises.mean((1, 2)).clamp(min=FLOOR)
            louder = ratio * _from_decibels(-self._draw(count, *NOISE))
            powers = (
                powers
                + torch.roll(noises, int(torch.randint(frames, (), generator=self.generator)), 2)
                * (louder[:, None, None])
            )
        tilt = self._draw(count, -TILT, TILT)[:, None] * torch.linspace(-1, 1, BANDS)
        powers = powers * _from_decibels(self._draw(count, *GAIN)[:, None] + tilt)[:, :, None]
        values = ((powers.clamp(min=0) + FLOOR).log() - self.mean[:, None]) / self.deviation
        return self._leave_out(self._leave_out(values, 1, BANDS_OUT), 2, FRAMES_OUT)

    def _leave_out(self, values: torch.Tensor, axis: int, most: int) -> torch.Tensor:
        count, length = len(values), values.shape[axis]
        width = self._draw_whole(count, 0, most)
        start = (torch.rand(count, generator=self.generator) * (length - width)).long()
        places = torch.arange(length)
        out = (places >= start[:, None]) & (places < (start + width)[:, None])
        return values.masked_fill(out.unsqueeze(3 - axis), 0.0)

    def _draw(self, count: int, low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand(count, generator=self.generator)

    def _draw_whole(self, count: int, low: int, high: int) -> torch.Tensor:
        return torch.randint(low, high + 1, (count,), generator=self.generator)


def change_speed(seconds: np.ndarray, speed: float) -> np.ndarray:
    """Sounds played faster or slower, and so higher or lower, around their middle. seconds: (N, 16000) float32."""
    if speed == 1:
        return seconds
    places = (np.arange(SECOND) - SECOND / 2) * speed + SECOND / 2
    whole = np.floor(places).astype(int)
    share = (places - whole).astype(np.float32)
    inside = (whole >= 0) & (whole < SECOND - 1)
    whole = whole.clip(0, SECOND - 2)
    return (seconds[:, whole] * (1 - share) + seconds[:, whole + 1] * share) * inside


def _compute_powers(seconds: np.ndarray) -> torch.Tensor:
    parts = [compute_log_mel(seconds[start : start + AT_ONCE]) for start in range(0, len(seconds), AT_ONCE)]
    return torch.from_numpy(np.concatenate(parts)).exp()


def _shift(powers: torch.Tensor, frames: torch.Tensor, quiet: torch.Tensor) -> torch.Tensor:
    """Each moved in time by so many frames, with silence where nothing was; background, which goes on, goes around."""
    count = powers.shape[2]
    places = torch.arange(count) - frames[:, None]
    kept = (places >= 0) & (places < count) | quiet[:, None]
    return powers.gather(2, (places % count)[:, None].expand_as(powers)) * kept[:, None]


def _from_decibels(decibels: torch.Tensor) -> torch.Tensor:
    return 10 ** (decibels / 10)
