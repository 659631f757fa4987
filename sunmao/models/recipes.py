"""The recipes that photograph networks share: small classroom data sets, old computers."""

from sunmao.models.model_spec import Augmentation, Recipe

# A hand, a leaf, a toy in front of a camera: a little turned, nearer or farther, in another light. Not flipped: arrows,
# letters, a left and a right hand would become each other.
PHOTO = Augmentation(rotate=12, scale=0.15, shift=0.06, color=0.2)
# Not measured: where this was written no network brought ImageNet weights.
TRANSFER = Recipe(lr=5e-4, batch_size=16, augmentation=PHOTO)
# Of 200 pictures of the hand signs, fresh, 10 epochs at 64 px: 3e-3 answered more of 200 validation pictures than 1e-3
# or
# 3e-4 did: ResNet18 44 % (29), MobileNetV3 24 % (17), ShuffleNet_v2 20 % (13), MobileNet 19 % (14); chance is 10 %.
FRESH = Recipe(lr=3e-3, batch_size=16, weight_decay=5e-2, augmentation=PHOTO)
# All rows at once; the weight decay is chosen for each data set. lr: the step that each line search tries first.
QUICK = Recipe(optimizer="L-BFGS", lr=1.0)
