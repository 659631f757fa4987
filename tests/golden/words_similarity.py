from sunmao.language import similarity

print(similarity('小猫在睡觉', 'a kitten sleeps'))
