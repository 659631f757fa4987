print('\ud800 \udcff \x00 \u202e \x1b[2J')
