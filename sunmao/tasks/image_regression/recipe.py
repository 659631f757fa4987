"""How a network is trained whose answer is a number."""

from dataclasses import replace

from sunmao.models.model_spec import ModelSpec


def keep_numbers(entry: ModelSpec) -> ModelSpec:
    """The model with a recipe that leaves each picture's number as it is.

    A turned pointer has another angle, a stretched thing another size, a shifted one another place: only what hardly
    any number tells of, light, blur and the width of strokes, is changed unless `augment` asks for more.
    """
    own = entry.recipe.augmentation
    kept = replace(own, rotate=0.0, scale=0.0, shift=0.0, shear=0.0, flip=False)
    return replace(entry, recipe=replace(entry.recipe, augmentation=kept))
