print('models/digits.onnx')
