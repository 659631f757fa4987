"""The formats that are known, in the order in which they are looked for: what says most about itself comes first."""

from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.collections.aircraft import FGVC_AIRCRAFT
from sunmao.data.formats.collections.celeba import CELEBA
from sunmao.data.formats.collections.cub import CUB
from sunmao.data.formats.collections.dota import DOTA
from sunmao.data.formats.collections.keras_yolo import KERAS_YOLO
from sunmao.data.formats.collections.kitti import KITTI
from sunmao.data.formats.collections.list_of_classes import LIST_OF_CLASSES
from sunmao.data.formats.collections.mot import MOT
from sunmao.data.formats.collections.named_corners import NAMED_CORNERS
from sunmao.data.formats.collections.open_images_labels import OPEN_IMAGES_LABELS
from sunmao.data.formats.collections.traffic_signs import GTSRB
from sunmao.data.formats.collections.visdrone import VISDRONE
from sunmao.data.formats.collections.wider_face import WIDER_FACE
from sunmao.data.formats.labels.csv_labels import CSV_LABELS
from sunmao.data.formats.labels.edge_impulse import EDGE_IMPULSE
from sunmao.data.formats.labels.file_names import FILE_NAMES
from sunmao.data.formats.labels.image_folder import CLASS_FOLDERS
from sunmao.data.formats.labels.imagenet import IMAGENET
from sunmao.data.formats.labels.packed_arrays import PACKED_ARRAYS
from sunmao.data.formats.labels.paddle import PADDLE
from sunmao.data.formats.labels.teachable import TEACHABLE
from sunmao.data.formats.labels.text_beside import TEXT_BESIDE
from sunmao.data.formats.labels.unlabeled import BARE
from sunmao.data.formats.masks.class_masks import MASKS
from sunmao.data.formats.masks.instance_masks import INSTANCE_MASKS
from sunmao.data.formats.masks.object_masks import OBJECT_MASKS
from sunmao.data.formats.motions.class_folders import MOTION_FOLDERS
from sunmao.data.formats.motions.edge_impulse import EDGE_IMPULSE_MOTIONS
from sunmao.data.formats.objects.box_tables import BOX_TABLES
from sunmao.data.formats.objects.coco import COCO
from sunmao.data.formats.objects.labelme import LABELME
from sunmao.data.formats.objects.voc import VOC
from sunmao.data.formats.objects.yolo import YOLO
from sunmao.data.formats.points.class_tables import POINT_TABLES
from sunmao.data.formats.sentences.tables import SENTENCE_TABLE
from sunmao.data.formats.sentences.text_files import SENTENCE_FILES
from sunmao.data.formats.sounds.class_folders import SOUND_FOLDERS
from sunmao.data.formats.sounds.edge_impulse import EDGE_IMPULSE_SOUNDS
from sunmao.data.formats.sounds.teachable import TEACHABLE_SOUNDS
from sunmao.data.formats.tools.createml import CREATEML, SLOTH
from sunmao.data.formats.tools.cvat import CVAT
from sunmao.data.formats.tools.darwin import DARWIN, HASTY
from sunmao.data.formats.tools.datumaro import DATUMARO
from sunmao.data.formats.tools.fiftyone import FIFTYONE
from sunmao.data.formats.tools.json_lines import AZURE_ML, CROWDHUMAN, LABELBOX, SAGEMAKER, VERTEX
from sunmao.data.formats.tools.label_studio import LABEL_STUDIO
from sunmao.data.formats.tools.makesense import MAKESENSE
from sunmao.data.formats.tools.plain_json import EASYDL, MODELARTS, PLAIN_JSON
from sunmao.data.formats.tools.supervisely import SUPERVISELY
from sunmao.data.formats.tools.via import VIA

# Each is known by a structure that no other one has.
_COLLECTIONS = (
    PACKED_ARRAYS,
    CUB,
    WIDER_FACE,
    CELEBA,
    GTSRB,
    FGVC_AIRCRAFT,
    MOT,
    VISDRONE,
    KITTI,
    DOTA,
    NAMED_CORNERS,
)
# Files of labels for each picture say more than a table beside them, which may be made of them.
_TABLES = (KERAS_YOLO, BOX_TABLES, OPEN_IMAGES_LABELS, LIST_OF_CLASSES)
# What annotation tools export: each is told by its own structure, whatever lies beside it.
EXPORTS: tuple[DatasetFormat, ...] = (
    CVAT,
    LABEL_STUDIO,
    VIA,
    CREATEML,
    SLOTH,
    DATUMARO,
    FIFTYONE,
    SUPERVISELY,
    DARWIN,
    HASTY,
    SAGEMAKER,
    VERTEX,
    AZURE_ML,
    LABELBOX,
    MAKESENSE,
    CROWDHUMAN,
    EASYDL,
    MODELARTS,
)
FORMATS: dict[str, DatasetFormat] = {
    each.name: each
    for each in (
        TEACHABLE,
        EDGE_IMPULSE,
        *_COLLECTIONS,
        *EXPORTS,
        COCO,
        VOC,
        LABELME,
        YOLO,
        *_TABLES,
        OBJECT_MASKS,
        INSTANCE_MASKS,
        MASKS,
        PADDLE,
        CSV_LABELS,
        PLAIN_JSON,
        TEXT_BESIDE,
        IMAGENET,
        CLASS_FOLDERS,
        FILE_NAMES,
        BARE,
        POINT_TABLES,
        TEACHABLE_SOUNDS,
        EDGE_IMPULSE_SOUNDS,
        EDGE_IMPULSE_MOTIONS,
        SOUND_FOLDERS,
        MOTION_FOLDERS,
        SENTENCE_TABLE,
        SENTENCE_FILES,
    )
}
