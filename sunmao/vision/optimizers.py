"""How weights follow the gradient. torch has the same four, but its own load its compiler first: seconds for nothing."""

import torch


class Optimizer:
    """Changes parameters by their gradients. weight_decay: added to the gradient, except in AdamW."""

    def __init__(self, parameters, lr: float, weight_decay: float):
        self.parameters, self.lr, self.weight_decay = list(parameters), lr, weight_decay
        self.steps = 0

    @torch.no_grad()
    def step(self) -> None:
        """One step for every parameter that has a gradient, which is then forgotten."""
        self.steps += 1
        for place, parameter in enumerate(self.parameters):
            if parameter.grad is not None:
                self._move(place, parameter, self._slope(parameter))
                parameter.grad = None

    def _slope(self, parameter):
        return parameter.grad.add(parameter, alpha=self.weight_decay) if self.weight_decay else parameter.grad

    def _move(self, place: int, parameter, slope) -> None:
        raise NotImplementedError


class SGD(Optimizer):
    """Stochastic gradient descent with momentum 0.9: without it a lesson's epochs are too few."""

    def __init__(self, parameters, lr: float, weight_decay: float):
        super().__init__(parameters, lr, weight_decay)
        self._speed = [None] * len(self.parameters)

    def _move(self, place, parameter, slope):
        speed = self._speed[place]
        self._speed[place] = slope.clone() if speed is None else speed.mul_(0.9).add_(slope)
        parameter.sub_(self._speed[place], alpha=self.lr)


class Adagrad(Optimizer):
    """Duchi, Hazan, Singer 2011: smaller steps for what has already moved a lot."""

    def __init__(self, parameters, lr: float, weight_decay: float):
        super().__init__(parameters, lr, weight_decay)
        self._moved = [torch.zeros_like(parameter) for parameter in self.parameters]

    def _move(self, place, parameter, slope):
        self._moved[place].addcmul_(slope, slope)
        parameter.addcdiv_(slope, self._moved[place].sqrt().add_(1e-10), value=-self.lr)


class Adam(Optimizer):
    """Kingma, Ba 2015: steps by the mean of the gradient over its spread."""

    def __init__(self, parameters, lr: float, weight_decay: float):
        super().__init__(parameters, lr, weight_decay)
        self._mean = [torch.zeros_like(parameter) for parameter in self.parameters]
        self._square = [torch.zeros_like(parameter) for parameter in self.parameters]

    def _move(self, place, parameter, slope):
        mean = self._mean[place].lerp_(slope, 0.1)
        square = self._square[place].mul_(0.999).addcmul_(slope, slope, value=0.001)
        spread = (square / (1 - 0.999**self.steps)).sqrt_().add_(1e-8)
        parameter.addcdiv_(mean, spread, value=-self.lr / (1 - 0.9**self.steps))


class AdamW(Adam):
    """Loshchilov, Hutter 2019: Adam whose weight decay acts on the weights themselves."""

    def _slope(self, parameter):
        parameter.mul_(1 - self.lr * self.weight_decay)
        return parameter.grad


OPTIMIZERS = {"AdamW": AdamW, "Adam": Adam, "Adagrad": Adagrad, "SGD": SGD}
