"""Recipe of a network whose answer is a number."""

from dataclasses import replace

from sunmao.models.model_spec import ModelSpec, Recipe


def keep_numbers(entry: ModelSpec) -> ModelSpec:
    """The model with recipes that leave each picture's number as it is.

    A turned pointer has another angle, a stretched thing another size, a shifted one another place: only what hardly
    any number tells of, light, blur and the width of strokes, is changed unless `augment` asks for more.
    """
    return replace(entry, recipe=_keep(entry.recipe), fresh=entry.fresh and _keep(entry.fresh))


def _keep(recipe: Recipe) -> Recipe:
    kept = replace(recipe.augmentation, rotate=0.0, scale=0.0, shift=0.0, shear=0.0, flip=False)
    return replace(recipe, augmentation=kept, label_smoothing=0.0)
