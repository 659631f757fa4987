"""Finding things in pictures and putting boxes around them, with the verbs of the school textbooks."""

from sunmao.vision.trainable_detector import TrainableDetector


class Detection(TrainableDetector):
    """A model that finds things and says where each one is.

    Args:
        backbone: the network: 'RTMDet-Lite0', 'RTMDet-tiny', 'SSD_Lite', 'YOLO', 'FasterRCNN' … (capital letters do not
            matter).
        weights: 'pretrained' (the body has learned ImageNet), 'coco' (the whole has learned the 80 classes of COCO),
        'fresh', or a weights
            file; None: packaged weights where the model has them.
        num_classes: how many classes; None: as many as the data set has.
        image_size: side of the network's input in pixels, a multiple of 32 up to 800; None: the model's own, smaller
        where memory is short.

    Raises: UnknownModel, with the nearest name, BadValue.

    Example:
        model = Detection(backbone='RTMDet-Lite0')
        model.load_dataset(path='data/shapes')
        model.train(epochs=20, validate=True)
        result = model.inference(image='data/shapes/images/test/271.jpg')
    """

    _task = "detection"
    _folder = "checkpoints/det_model"

    def __init__(
        self,
        backbone: str = "RTMDet-Lite0",
        *,
        weights: str | None = None,
        num_classes: int | None = None,
        image_size: int | None = None,
    ) -> None:
        super().__init__(backbone, weights, num_classes, image_size)
