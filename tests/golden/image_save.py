from sunmao.pictures import color_at, load_image, new_image, save_image

image = new_image(width=60, height=40, color='#0000ff')
save_image(image=image, path='output/blue.png')
image = load_image('output/blue.png')
print(color_at(image=image, x=1, y=1))
