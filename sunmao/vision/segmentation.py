"""Finding things in pictures with their outlines, with the verbs of the school textbooks."""

from sunmao.vision.trainable_detector import TrainableDetector


class Segmentation(TrainableDetector):
    """A model that finds things and says which pixels belong to each one.

    Args:
        backbone: the network: 'RTMDet-ins-Lite0', 'RTMDet-ins-tiny', 'Mask_RCNN' … (capital letters do not matter).
        weights: 'pretrained' (the body has learned ImageNet), 'coco' (the whole has learned the 80 classes of COCO),
        'fresh', or a weights
            file; None: packaged weights where the model has them.
        num_classes: how many classes; None: as many as the data set has.
        image_size: side of the network's input in pixels, a multiple of 32 up to 800; None: the model's own, smaller
        where memory is short.

    Raises: UnknownModel, with the nearest name, BadValue.

    Example:
        model = Segmentation(backbone='RTMDet-ins-Lite0')
        model.load_dataset(path='data/shapes_outlines')
        model.train(epochs=20, validate=True)
        result = model.inference(image='data/shapes_outlines/images/test/271.jpg')
    """

    _task = "instance"
    _folder = "checkpoints/seg_model"

    def __init__(
        self,
        backbone: str = "RTMDet-ins-Lite0",
        *,
        weights: str | None = None,
        num_classes: int | None = None,
        image_size: int | None = None,
    ) -> None:
        super().__init__(backbone, weights, num_classes, image_size)
