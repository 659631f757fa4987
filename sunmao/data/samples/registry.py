"""The kinds of samples, one line each."""

from importlib import import_module

from sunmao.data.samples.sample_kind import SampleKind

# Name, as in `DatasetListing.sample_kind` → where its `SampleKind` is; imported when it is asked for.
SAMPLE_KINDS = {
    "motion": "sunmao.data.samples.motions:MotionSamples",
    "picture": "sunmao.data.samples.pictures:PictureSamples",
    "points": "sunmao.data.samples.points:PointSamples",
    "row": "sunmao.data.samples.rows:RowSamples",
    "sentence": "sunmao.data.samples.sentences:SentenceSamples",
    "sound": "sunmao.data.samples.sounds:SoundSamples",
}


def make_sample_kind(name: str) -> SampleKind:
    """The kind of samples of this name. Raises KeyError for an unknown one."""
    module, _, kind = SAMPLE_KINDS[name].partition(":")
    return getattr(import_module(module), kind)()
