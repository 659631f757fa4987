from sunmao.pictures import color_at, new_image

image = new_image(width=60, height=40, color='#8800cc')
print(color_at(image=image, x=0, y=0))
