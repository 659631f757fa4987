from sunmao import show
from sunmao.pictures import draw_text, new_image

image = new_image(width=200, height=60, color='#ffffff')
draw_text(image=image, text='你好', x=10, y=50, color='#0000ff', size=40)
show(image)
