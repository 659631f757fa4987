"""Requests by chance to one studio, and what was seen of the answers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from hypothesis import HealthCheck, Phase, given, reject, seed, settings
from hypothesis import strategies as st

from benchmarks.fuzzing.faults import Answer, Fault, find_wrong, name_kind
from benchmarks.fuzzing.requests import FuzzedRequest

TOGETHER = 10  # requests of one example, one after the other
LONGEST_SAID = 1500  # letters of what is told of a fault


class Target(Protocol):
    """A studio that can be asked. secrets: what no answer may hold, by what it is; listening: over real connections."""

    secrets: dict[str, str]
    listening: bool

    def prepare(self, number: int) -> None:
        """Make sure, before the example of that number, that there is what requests speak of."""

    def send(self, request: FuzzedRequest) -> Answer:
        """The answer to one request. Raises TimeoutError."""

    def take_told(self) -> list[str]:
        """Return the mistakes of its own that it has logged since the last call."""


@dataclass
class Campaign:
    """The observations of a campaign. counts: answers by status; entered: requests that reached a handler, by its name;
    slowest: seconds and the request; faults: the first of each kind.
    """

    counts: Counter[int] = field(default_factory=Counter)
    entered: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        return self.counts.total()

    def fuzz(
        self,
        target: Target,
        requests: st.SearchStrategy[FuzzedRequest],
        count: int,
        number: int,
        report: Callable[[str], None] = lambda line: None,
    ) -> None:
        """Ask about so many requests, as the seed `number` makes them. report: told of every new fault."""
        examples, broken = 0, []

        @seed(number)
        @settings(
            max_examples=max(1, count // TOGETHER),
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.lists(requests, min_size=TOGETHER, max_size=TOGETHER))
        def ask_all(chosen: list[FuzzedRequest]) -> None:
            nonlocal examples
            try:
                target.prepare(examples)
                for place in range(len(chosen)):
                    self.ask(target, tuple(chosen[: place + 1]), report)
            except Exception as error:  # hypothesis would try the example again, to another studio by now
                broken.append(error)
                reject()
            examples += 1

        ask_all()
        if broken:
            raise broken[0]

    def ask(
        self, target: Target, requests: tuple[FuzzedRequest, ...], report: Callable[[str], None] = lambda line: None
    ) -> Answer:
        """Send the last of these, which came after the others, and note what is wrong with the answer, which is returned."""
        request = requests[-1]
        try:
            answer = target.send(request)
        except TimeoutError as error:
            answer = Answer(0, b"", "")
            hung = [(f"no answer to {request.method}", str(error))]
        else:
            hung = []
        self.counts[answer.status] += 1
        self.entered[answer.entered] += bool(answer.entered)
        self.slowest = max(self.slowest, (answer.seconds, request.dump()[:300]))
        told = [(name_kind(said), said) for said in target.take_told()]
        wrong = find_wrong(request, answer, target.secrets)
        if told:  # of a status 500 the log says more than the answer
            wrong = [each for each in wrong if not each[0].startswith("status 500")]
        for kind, said in (*hung, *told, *wrong):
            if kind not in self.faults:
                self.faults[kind] = Fault(kind, said[-LONGEST_SAID:], requests, target.listening)
                report(f"{kind}\n{said[-LONGEST_SAID:]}\n{request.dump()[:600]}")
        return answer
