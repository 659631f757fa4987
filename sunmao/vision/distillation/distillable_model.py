"""Models that trained ones can teach."""

from typing import TYPE_CHECKING, Any

from sunmao.core.validation import require_range, require_share
from sunmao.data.dataset import Dataset
from sunmao.errors import BadValue
from sunmao.vision.trainable_model import TrainableModel

if TYPE_CHECKING:
    from sunmao.training.config_files.training_call import TrainingCall


class DistillableModel(TrainableModel):
    """A model with the verb `distill`. Whoever builds its objective takes `_lesson` into account."""

    _lesson: Any = None  # a `Lesson`, while teachers teach
    _distill_arguments: dict = {}  # then: what was said of them to `distill`

    def distill(
        self,
        teacher: Any,
        epochs: int = 10,
        *,
        temperature: float = 1.5,
        teacher_share: float = 0.7,
        unlabeled: Any = None,
        compare: bool = True,
        lr: float | None = None,
        random_seed: int | None = None,
        save_fold: str | None = None,
        **more: Any,
    ) -> list[dict]:
        """Train this model with the help of trained ones, mostly larger: it learns the labels of the pictures and how
        its teachers rate them (Hinton, Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network").

        Args:
            teacher: a trained model of the same kind that knows all classes, or a list of such; of several the mean is
                learned.
            epochs: how many times every picture is seen.
            temperature: how much the teacher's small scores count, from 1 on. High ones ask a small student for all of
                its teacher's logits: LeNet gained at 1 to 1.5 (also Beyer and others 2022, "Knowledge distillation: A
                good teacher is patient and consistent") and lost at 4 (`benchmarks/distillation.py`).
            teacher_share: how much the teacher counts beside the labels, 0 to 1.
            unlabeled: more pictures that nobody has labeled, a folder or a Dataset: the teacher rates them. Pictures of
                the own set's tests are left out.
            compare: train the same model without a teacher first, with the same seed and as many epochs, into
                `save_fold/alone`, so that the gain is known.
            lr, random_seed, save_fold: as of `train`.
            more: as of `train`, such as batch_size, optimizer.

        Returns: the log of the training with the teacher, as of `train`.

        Raises: as `train`; NotTrained (a teacher), BadValue (a teacher does not know a class).

        Example:
            student = Classification(backbone='LeNet')
            student.load_dataset(path='data/digits')
            student.distill(teacher, epochs=10)
        """
        dataset = self._ready()
        require_range("temperature", temperature, 1, 1000)
        require_share("teacher_share", teacher_share)
        from sunmao.training.distillation.lesson import Lesson, name_teachers
        from sunmao.training.distillation.unlabeled import list_unlabeled
        from sunmao.training.run_metadata import draw_seed
        from sunmao.vision.distillation.report import report_gain, warn_weak_teacher

        models = list(teacher) if isinstance(teacher, (list, tuple)) else [teacher]
        teachers = [self._ready_teacher(model) for model in models]
        place, seed = self._place(save_fold), draw_seed(random_seed)
        asked = dict(epochs=epochs, lr=lr, random_seed=seed, **more)
        alone = None
        if compare:
            self.train(**asked, save_fold=(place / "alone").as_posix())
            alone = self._trained
        extra = list_unlabeled(unlabeled, dataset) if unlabeled is not None else []
        lesson = Lesson(teachers, extra, several=self._task == "multi_label")
        val_scores = None if alone is None else warn_weak_teacher(dataset, lesson, alone)
        said = dict(teacher=name_teachers(teachers), temperature=float(temperature), teacher_share=float(teacher_share))
        self._lesson, self._choices["distill"] = lesson, said
        source = unlabeled.path if isinstance(unlabeled, Dataset) else unlabeled
        paths = [each.path.as_posix() for each in teachers if each.path]
        self._distill_arguments = {"teacher": paths, "unlabeled": source, "compare": bool(compare)}
        try:
            lines = self.train(**asked, save_fold=place.as_posix())
        finally:
            self._lesson, self._distill_arguments = None, {}
            del self._choices["distill"]
        report_gain(dataset, lesson, alone, self._trained, val_scores)
        return lines

    def _ready_teacher(self, model: Any) -> Any:
        """The trained network of a teacher. Raises BadValue for anything that is none of this kind."""
        if not isinstance(model, DistillableModel) or model._task != self._task:
            raise BadValue("no_teacher", teacher=type(model).__name__, wanted=type(self).__name__)
        return model._ready_trained()

    def _make_call(self, said: dict, way: str = "train") -> "TrainingCall":
        return super()._make_call(said | self._distill_arguments, "distill" if self._distill_arguments else way)
