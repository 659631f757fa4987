from sunmao.vision import Classification

model = Classification(backbone='LeNet')
model.save_fold = 'models/digits'
