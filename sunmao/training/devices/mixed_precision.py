"""Learning with numbers of 16 bits where a graphics card is quicker with them, and of 32 where they are needed.

Micikevicius and others 2018, "Mixed Precision Training"; bfloat16: Kalamkar and others 2019, "A Study of BFLOAT16 for
Deep Learning Training". On a processor and on Apple's chips nothing is changed.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import nn

from sunmao.runtime.notices import show_notice
from sunmao.training.devices.layer_forward import replace_forward

# Of the loss, whose gradients would be 0 in float16: torch's 2**16 costs a short training its first steps.
FIRST_SCALE, MIN_SCALE = 2.0**12, 1.0
GROWS_AFTER = 500  # steps in a row that had room


def choose_dtype(device: torch.device) -> torch.dtype | None:
    """In which numbers networks learn on a device: bfloat16 where a card computes with it, float16 on other cards, None
    (float32, and nothing is changed) elsewhere.
    """
    if device.type != "cuda":
        return None
    with torch.cuda.device(device):
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


class MixedPrecision:
    """Precision of a network while it learns. Its weights, the loss and the optimizer have 32 bits in any case.

    Args:
        device: on which it learns. dtype: as of `choose_dtype`. With bfloat16 and float16 the network also has its
            colors side by side (channels_last), for which such cards have the quicker convolutions.

    dtype: None also from when numbers have not fitted into float16 even unscaled; then it goes on with float32.
    """

    def __init__(self, device: torch.device, dtype: torch.dtype | None) -> None:
        self.dtype, self._device_type, self._channels_last = dtype, device.type, dtype is not None
        self._scaler: torch.amp.GradScaler | None = None
        if dtype is torch.float16:
            self._scaler = torch.amp.GradScaler(device.type, FIRST_SCALE, growth_interval=GROWS_AFTER)

    def lay_out(self, network: nn.Module) -> None:
        """Bring a network's weights into the order in which it learns."""
        if self._channels_last:
            network.to(memory_format=torch.channels_last)

    def restore_layout(self, network: nn.Module) -> None:
        """Bring the weights back into the order in which every other part has them."""
        if self._channels_last:
            network.to(memory_format=torch.contiguous_format)

    def autocast(self, network: Any) -> AbstractContextManager[None]:
        """While this is open, the parts that a network names compute with 16 bits and give out float32: losses, and
        whatever chooses among boxes, are float32.
        """
        if self.dtype is None:
            return nullcontext()
        return replace_forward(network.list_mixed_parts(), self._make_forward)

    def backward(self, loss: torch.Tensor) -> None:
        """Add the gradient of a loss, (), to the parameters'."""
        (self._scaler.scale(loss) if self._scaler else loss).backward()

    def step(self, optimizer: torch.optim.Optimizer, learned: Iterable[nn.Parameter], clip: float | None) -> bool:
        """Take the optimizer's step. clip: the largest length of the gradient, or None.

        Returns: False when a gradient had no room in float16: then nothing has changed but its scale, and the batch is
        to be learned again.
        """
        if self._scaler:
            self._scaler.unscale_(optimizer)
        if clip:
            nn.utils.clip_grad_norm_(learned, clip)
        if self._scaler is None:
            optimizer.step()
            return True
        before = self._scaler.get_scale()
        self._scaler.step(optimizer)
        self._scaler.update()
        had_room = self._scaler.get_scale() >= before
        if not had_room and self._scaler.get_scale() < MIN_SCALE:
            self._widen_numbers()
            show_notice("wider_numbers")
        return had_room

    def state(self) -> dict:
        """State that a training that goes on needs; {} where there is nothing."""
        if self._scaler:
            return {"scaler": self._scaler.state_dict()}
        return {"scaler": None} if self._channels_last and self.dtype is None else {}

    def resume(self, state: dict) -> None:
        """Go on where `state` was taken, also on another device."""
        if self._scaler and "scaler" in state:
            if state["scaler"]:
                self._scaler.load_state_dict(state["scaler"])
            else:
                self._widen_numbers()

    def _widen_numbers(self) -> None:
        self.dtype = self._scaler = None

    def _make_forward(self, layer: nn.Module) -> Callable[..., Any]:
        forward, dtype = layer.forward, self.dtype

        def compute(*inputs: torch.Tensor) -> Any:
            with torch.autocast(self._device_type, dtype):
                outputs = forward(*inputs)
            return _convert_to_float32(outputs)

        return compute


def copy_to_device(values: torch.Tensor, device: torch.device) -> torch.Tensor:
    """A tensor on a device. To a graphics card it goes by memory that the system keeps in its place (pinned), and
    nobody waits for it.
    """
    return values.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else values.to(device)


def match_layout(optimizer: torch.optim.Optimizer) -> None:
    """Bring what an optimizer remembers of each weight into the weight's own order in memory, which the fused ones
    need: it may have been kept on another device.
    """
    for parameter, kept in optimizer.state.items():
        for name, value in kept.items():
            if torch.is_tensor(value) and value.shape == parameter.shape and value.stride() != parameter.stride():
                kept[name] = torch.empty_like(parameter, dtype=value.dtype).copy_(value)


def _convert_to_float32(outputs: Any) -> Any:
    if torch.is_tensor(outputs):
        return outputs.float()
    if isinstance(outputs, dict):
        return {name: _convert_to_float32(value) for name, value in outputs.items()}
    return type(outputs)(map(_convert_to_float32, outputs))
