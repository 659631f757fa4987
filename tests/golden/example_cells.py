from sunmao import show
from sunmao.vision import Detection

model = Detection(backbone='RTMDet-tiny', image_size=320)
model.load_dataset(path='data/bccd')
model.train(epochs=30, validate=True, batch_size=8)
report = model.evaluate()
print('mAP50:', report.map50)

result = model.inference(
    image='data/bccd/images/test/BloodImage_00007.jpg',
    confidence=0.5,
)
show(result)
model.print_result(result=result)
print('white cells:', result.count(label='WBC'))
print('red cells:', result.count(label='RBC'))
for thing in result.things:
    if thing.area > 10000:
        print('a big one:', thing.label)
