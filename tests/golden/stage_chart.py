from sunmao.stage import LiveChart

LiveChart(name='light').add(3)
