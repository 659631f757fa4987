"""Optional inputs that blocks of several kinds of learning have: each is declared once."""

from sunmao.blocks.spec import Input, check, value

VALIDATE = check("validate", True, label=("学完小考", "validate afterwards"))
RANDOM_SEED = value("random_seed", "Number", 1, label=("随机种子", "random seed"))
UNKNOWN = value("unknown", "Number", 0.6, least=0, most=1, label=("把握不到多大就说不知道", "unknown below confidence"))


def make_least_confidence(default: float) -> Input:
    """Make the input for the least confidence of a model, 0 to 1. default: what the toolbox puts in."""
    return value("confidence", "Number", default, least=0, most=1, label=("把握至少", "confidence at least"))
