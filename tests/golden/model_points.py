from sunmao.vision import PointsClassification

model = PointsClassification(what='hand')
dancer = PointsClassification(what='body', mirrored=False)
