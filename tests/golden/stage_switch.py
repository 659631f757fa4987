from sunmao.stage import ToggleSwitch

switch = ToggleSwitch(name='lamp')
print(switch.is_on)
