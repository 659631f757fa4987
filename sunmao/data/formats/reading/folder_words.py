"""Names of folders that are no class, by people and tools: parts, pictures, labels, previews; in any spelling.

Digits and marks say nothing: 'Seg_Train-1', 'train2017' and 'my training set' all are 'train'. Standard library only.
"""

import re
from collections.abc import Collection
from functools import lru_cache

# Words of each role; a folder's name is made of them alone, or it is no folder of that role.
_SPLITS = {
    "train": "train training trainning tr trn trainset learn 训练 训练集 训练数据 训练样本",
    "val": "val valid validation validate eval evaluation dev valset 验证 验证集 校验 校验集 评估 评估集",
    "test": "test testing ts tst testset holdout 测试 测试集 测试数据 检验",
}
_UNLABELED = "pred predict prediction predictions inference unlabeled unlabelled unlabel submission 预测 未标注 无标签"
_IMAGES = (
    "images image imgs img jpegimages jpgimages pictures picture pics pic photos photo rgb leftimg8bit input inputs raw "
    "jpg jpeg png frames frame 图片 图像 照片 原图"
)
_LABELS = (
    "labels label annotations annotation annots annot anns ann masks mask gt gtfine gtcoarse ground truth groundtruth "
    "segmentation segmentations segmentationclass segmentationclassaug segmentationclasspng segmentationclassraw "
    "segmentationobject manual 1st_manual 2nd_manual xmls xml json jsons trimaps trimap instances "
    "instance semantic panoptic lab labelids output outputs target targets 标注 标签 掩码 蒙版 掩膜"
)
_PREVIEWS = (
    "preview previews vis visualization visualizations segmentationclassvisualization "
    "segmentationobjectvisualization viz color colors colored colormap colormaps overlay overlays thumbs thumbnails "
    "预览 可视化"
)
# Words that say nothing of a role by themselves: 'train_data', 'dataset_test', 'part1'.
_FILLERS = (
    "set sets data dataset datasets the my new all full part parts split splits seg segs cls det folder imagesets "
    "list lists file files dir 集 数据 数据集"
)
_PIECES = re.compile(r"[^\W\d_]+")
ROLES = {
    **{word: role for role, words in _SPLITS.items() for word in words.split()},
    **dict.fromkeys(_UNLABELED.split(), "unlabeled"),
    **dict.fromkeys(_IMAGES.split(), "images"),
    **dict.fromkeys(_LABELS.split(), "labels"),
    **dict.fromkeys(_PREVIEWS.split(), "previews"),
}
_EMPTY = frozenset(_FILLERS.split())


@lru_cache(4096)
def list_roles(name: str, but: frozenset[str] = frozenset()) -> tuple[str, ...] | None:
    """The roles that a folder's name says, in its order: 'train', 'val', 'test', 'unlabeled', 'images', 'labels' or
    'previews'; none where it says only 'data' or the like, None where a word in it is no role: it may be a class.

    but: words that say nothing here, such as the data set's own name.

    Example:
        >>> [list_roles(name) for name in ('train2017', 'trainannot', 'seg_train', '训练集', 'data', 'cat', 'test cats')]
        [('train',), ('train', 'labels'), ('train',), ('train',), (), None, None]
    """
    roles = []
    for word in list_words(name):
        found = [] if word in but else _split_word(word)
        if found is None:
            return None
        roles += found
    return tuple(dict.fromkeys(roles))


def list_words(name: str) -> list[str]:
    """The words of a folder's name in small letters, without digits and marks between them.

    Example:
        >>> list_words('ISIC-2017_TrainingData'), list_words('leftImg8bit'), list_words('12')
        (['isic', 'training', 'data'], ['leftimg8bit'], ['12'])
    """
    if name.lower() in ROLES:
        return [name.lower()]
    return [piece.lower() for piece in _PIECES.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name))] or [name]


def _split_word(word: str) -> list[str] | None:
    """The roles of a word, or of the two that are written as one ('trainannot', '训练集图片'); None for another word."""
    if word in ROLES:
        return [ROLES[word]]
    if word in _EMPTY:
        return []
    for place in range(2, len(word) - 1):
        first, rest = word[:place], word[place:]
        if first in ROLES and (rest in ROLES or rest in _EMPTY):
            return [ROLES[each] for each in (first, rest) if each in ROLES]
    return None


def find_roles(names: Collection[str]) -> dict[str, tuple[str, ...]] | None:
    """Folder → its roles, where the names of all of them say nothing but roles, besides words that all share; None
    where one of them may be a class.

    Example:
        >>> find_roles(['ISIC-2017_Training_Data', 'ISIC-2017_Training_GroundTruth'])
        {'ISIC-2017_Training_Data': ('train',), 'ISIC-2017_Training_GroundTruth': ('train', 'labels')}
        >>> find_roles(['mask', 'no_mask']) is None
        True
    """
    shared = set.intersection(*(set(list_words(name)) for name in names)) if len(names) > 1 else set()
    own = frozenset(word for word in shared if _split_word(word) is None)
    found = {name: list_roles(name, own) for name in names}
    roles = {name: said for name, said in found.items() if said is not None}
    return roles if len(roles) == len(found) and any(roles.values()) else None


def get_split(name: str) -> str | None:
    """'train', 'val' or 'test' where a folder's name says one of them and nothing but roles."""
    return next((role for role in list_roles(name) or () if role in _SPLITS), None)
