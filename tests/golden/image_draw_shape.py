from sunmao.pictures import color_at, draw_shape, new_image

image = new_image(width=60, height=40, color='#ffffff')
draw_shape(
    image=image,
    shape='oval',
    x=10,
    y=5,
    width=40,
    height=30,
    color='green',
    fill=True,
)
print(color_at(image=image, x=30, y=20))
