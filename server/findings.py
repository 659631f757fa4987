"""What is worth saying about a data set that was just brought in, found while its pictures were copied."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

from .texts import text

UNEVEN = 10  # times as many pictures in one class as in another
NAMED = 10


@dataclass
class Copied:
    """What was seen of the pictures. parts: a picture's digest → the parts ('training_set', …) that hold it; places: pictures that told where they were taken."""

    parts: dict = field(default_factory=lambda: defaultdict(set))
    classes: set = field(default_factory=set)
    first_frames: int = 0
    places: int = 0

    def see(self, path: str, content: bytes, kind: str) -> None:
        """Note one picture: where it lies in the data set, its bytes, its kind."""
        *part, label, _ = path.split("/")
        self.parts[blake2b(content, digest_size=16).digest()].update(part)
        self.classes.add(label)
        self.first_frames += kind in ("gif", "tiff")


def findings(copied: Copied, plan, found) -> list[dict]:
    """Sentences in both languages, [{'zh', 'en'}]; found: the library's listing of the data set."""
    said = [finding.text for finding in found.findings]
    said += [text("case_classes", name=old, to=new) for old, new in similar(plan)]
    lost = [spelled for spelled, folder in plan.classes.items() if folder not in copied.classes]
    if lost:
        said.append(text("lost_classes", names="、".join(lost[:NAMED])))
    if len(found.classes) == 1:
        said.append(text("one_class", name=found.classes[0]))
    if leaks := sum(len(parts) > 1 for parts in copied.parts.values()):
        said.append(text("leaks", n=leaks))
    if copied.first_frames:
        said.append(text("first_frames", n=copied.first_frames))
    if copied.places:
        said.append(text("places_removed", n=copied.places))
    return said + uneven(Counter(item.label for item in found.items))


def similar(plan) -> list[tuple[str, str]]:
    """Classes that are spelled like another but for upper and lower case: (as spelled, its folder)."""
    from .planning import portable

    return [(spelled, folder) for spelled, folder in plan.classes.items() if folder != portable(spelled)]


def uneven(counts: Counter) -> list[dict]:
    """A sentence when one class has far more pictures than another."""
    ordered = counts.most_common()
    (most, many), (least, few) = ordered[0], ordered[-1]
    return [text("uneven", most=most, many=many, least=least, few=few)] if many >= UNEVEN * few else []
