from sunmao.runtime import session
from sunmao import plot
from sunmao.protocol.messages import Metric

session.emit(Metric(values={'loss': float('nan'), 'accuracy': 0.5}, step=1))
plot('mine', float('inf'))
plot('mine', 2)
