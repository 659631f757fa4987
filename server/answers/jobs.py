"""A piece of work of the server: one that takes a while, and one that is done."""

from typing import Generic, Literal, TypedDict, TypeVar

from sunmao.protocol.messages import Text

Result = TypeVar("Result")


class JobJson(TypedDict, Generic[Result]):
    """Progress of a job. total: 0 while it is not known; result: null until it is done."""

    id: str
    kind: str
    state: Literal["running", "done", "failed", "stopped"]
    done: int
    total: int
    text: Text | None
    result: Result | None


class JobStarted(TypedDict):
    """The id of a job that has begun."""

    job: str


class PossibleJob(TypedDict):
    """The id of a job that has begun; null where there is nothing to do."""

    job: str | None


class Done(TypedDict):
    """It is done, and there is nothing to tell."""

    ok: Literal[True]
