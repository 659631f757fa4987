from sunmao.stage import Gauge

Gauge(name='sure').show(0.5)
Gauge(name='score', high=10).show(3)
