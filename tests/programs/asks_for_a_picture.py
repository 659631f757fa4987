from sunmao import ask_picture, choose

image = ask_picture('draw')
print(image.shape, image.dtype, image[0, 0].tolist())
print(choose('which?', [1, 2]) + 1)
