"""`BaseNN`: the textbook's networks, put together layer by layer, on our training loop."""

from sunmao import __version__
from sunmao.core.training_engine import require_torch

require_torch()

from sunmao.compat.basenn.book_network import BookNetwork as nn  # noqa: E402
from sunmao.compat.basenn.book_weights import pth_info  # noqa: E402

__all__ = ["__version__", "nn", "pth_info"]
