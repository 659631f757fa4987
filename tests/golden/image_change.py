from sunmao.pictures import change, color_at, new_image

image = new_image(width=60, height=40, color='#ff0000')
changed = change(image=image, effect='gray')
print(color_at(image=changed, x=5, y=5))
