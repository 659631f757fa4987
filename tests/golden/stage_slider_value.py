from sunmao.stage import Slider

slider = Slider(name='speed', low=0, high=100)
print(slider.value)
