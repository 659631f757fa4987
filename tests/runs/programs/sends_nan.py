from sunmao import link, plot
from sunmao.events import Metric

link.emit(Metric(values={'loss': float('nan'), 'accuracy': 0.5}, step=1))
plot('mine', float('inf'))
plot('mine', 2)
