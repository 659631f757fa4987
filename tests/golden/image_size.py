from sunmao.pictures import new_image

image = new_image(width=60, height=40, color='#ff0000')
print(image.shape[1])
print(image.shape[0])
