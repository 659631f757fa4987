"""Programs that say what a training and a test of a model that finds things say, without training one: on the pictures
of the sample.
"""

from tests.e2e.rooms import program

FINDER = """
import json, math
from sunmao.runtime import session
from sunmao.data.builtin.samples import make_sample
from sunmao.protocol.learning_messages import BestEpoch, PictureCounts, TrainingData, TrainingEnded, TrainingStarted
from sunmao.protocol.messages import Metric, from_dict

SAMPLE, MASKS, ROUNDS, SEED = {sample!r}, {masks!r}, {rounds!r}, {seed!r}
root = make_sample(SAMPLE)
said = json.load(open(root + '/annotations/test.json'))
classes = [one['name'] for one in said['categories']]

def training():
    pictures = PictureCounts(train=240, val=30, test=30)
    session.emit(TrainingStarted('RTMDet-ins-tiny' if MASKS else 'RTMDet-tiny', dict(epochs=ROUNDS, lr=0.004, batch_size=8), TrainingData(path=root, hash='1f', classes=classes, pictures=pictures), 'checkpoints/finder'))
    best = BestEpoch()
    for epoch in range(1, ROUNDS + 1):
        parts = dict(loss_cls=1.2 * math.exp(-epoch / 6), loss_bbox=0.9 * math.exp(-epoch / 9), **(dict(loss_mask=0.7 * math.exp(-epoch / 7)) if MASKS else {{}}))
        marks = dict(recall=max(0, 0.8 - math.exp(-epoch / 5)), precision=max(0, 0.7 - 0.5 * math.exp(-epoch / 5)))
        marks |= dict(mAP50=max(0, 0.9 - 1.2 * math.exp(-epoch / 5)), mAP=max(0, 0.62 - 0.9 * math.exp(-epoch / 6)))
        session.emit(Metric(dict(loss=sum(parts.values()), **parts, **marks), epoch, ROUNDS))
        best = BestEpoch(epoch=epoch, **marks)
    session.emit(TrainingEnded('finished', ROUNDS, best, 'checkpoints/finder/best_bbox_mAP_epoch_%d.pth' % ROUNDS, 61.0))

def tell(task, split, averages, counts, by_class, curves, pictures, model=''):
    # In the form that logs had before: short to write.
    session.emit(from_dict(dict(kind='boxmarks', task=task, split=split, classes=classes, averages=averages, counts=counts, by_class=by_class, curves=curves, pictures=pictures, model=model)))

def around(box):
    x, y, w, h = box
    return [[round(x + w / 2 + w / 2 * math.cos(a), 1) if k else round(y + h / 2 + h / 2 * math.sin(a), 1) for a in (n / 3 for n in range(19)) for k in (1, 0)]] if MASKS else []

def mark():
    pictures, counts = [], dict.fromkeys(['right', 'wrong', 'misplaced', 'twice', 'imagined', 'missed'], 0)
    things = [0] * len(classes)
    for picture in said['images']:
        truths, answers, number = [], [], picture['id'] + SEED
        for place, one in enumerate(o for o in said['annotations'] if o['image_id'] == picture['id']):
            number, (x, y, w, h) = (number * 31 + 7) % 101, one['bbox']
            label, sure, kind = one['category_id'] - 1, 0.5 + number % 49 / 100, 'right'
            things[label] += 1
            box = [x + 1, y - 1, x + w + 2, y + h]
            if number % 9 == 1:
                kind = 'missed'
            elif number % 9 == 2:
                kind, answer = 'wrong', (label + 1) % len(classes)
            elif number % 9 == 3:
                kind, box = 'misplaced', [x + w * 0.4, y + h * 0.3, x + w * 1.3, y + h * 1.2]
            answer = (label + 1) % len(classes) if kind == 'wrong' else label
            truths.append([label, x, y, x + w, y + h, kind, around(one['bbox'])])
            counts[kind] += 1
            if kind != 'missed':
                answers.append([answer, sure, *box, kind, around([box[0], box[1], box[2] - box[0], box[3] - box[1]])])
            if kind == 'right' and number % 9 == 4:
                counts['twice'] += 1
                answers.append([label, 0.5, x - 3, y + 2, x + w + 5, y + h + 4, 'twice', []])
        if picture['id'] % 7 == 0:
            counts['imagined'] += 1
            answers.append([0, 0.62, 4, 4, 40, 44, 'imagined', []])
        pictures.append([root + '/images/test/' + picture['file_name'], picture['width'], picture['height'], truths, sorted(answers, key=lambda one: -one[1])])
    pictures.sort(key=lambda one: all(each[5] == 'right' for each in one[3]) and all(each[6] == 'right' for each in one[4]))
    by_class = [[0.5 + 0.04 * n, 0.8 + 0.03 * n, 0.9 - 0.05 * n, 0.7 + 0.05 * n, things[n], 0.7 + 0.03 * n] for n in range(len(classes))]
    curves = [[round(max(0, 1 - (r / 100) ** (6 + 3 * n)), 3) for r in range(101)] for n in range(len(classes))]
    averages = dict(map=0.56, map50=0.85 - SEED / 100, map75=0.6, map_unlimited=0.61, precision=0.82, recall=0.78, f1=0.8, shown_map=0.5, shown_map50=0.75 - SEED / 100)
    tell('instance' if MASKS else 'detection', 'test', averages, counts, by_class, curves, pictures, 'checkpoints/finder/best_bbox_mAP_epoch_%d.pth' % ROUNDS)
"""


def finder(*acts: str, sample: str = "shapes", masks: bool = False, rounds: int = 12, seed: int = 0) -> dict:
    """A saved workspace. acts: what it does: 'training()', 'mark()', or any Python."""
    return program(FINDER.format(sample=sample, masks=masks, rounds=rounds, seed=seed), *acts)
