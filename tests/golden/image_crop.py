from sunmao.pictures import crop, new_image

image = new_image(width=60, height=40, color='#ff0000')
part = crop(image=image, x=50, y=0, width=100, height=20)
print(part.shape[1])
