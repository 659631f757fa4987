from sunmao import ask_picture, show

image = ask_picture('画一个数字')
show(image)
