"""Writes stats.txt: what SciPy's distributions give, a line for each function with its arguments."""

import numpy as np
from scipy import stats

LOC_SCALE = [(0.0, 1.0), (0.7, 2.5)]
CONTINUOUS = {
    # name: (methods, shape parameters, points of the standard distribution)
    "norm": ("logpdf pdf cdf logcdf sf logsf ppf isf", [()], [-30.0, -6.0, -1.2, 0.0, 0.4, 3.0, 9.0]),
    "uniform": ("logpdf pdf cdf ppf", [()], [-0.5, 0.0, 0.3, 1.0, 1.5]),
    "expon": ("logpdf pdf cdf logcdf sf logsf ppf", [()], [-1.0, 0.0, 1e-9, 0.3, 4.0, 60.0]),
    "laplace": ("logpdf pdf cdf", [()], [-40.0, -1.0, 0.0, 0.5, 6.0]),
    "logistic": ("logpdf pdf cdf sf ppf isf", [()], [-40.0, -1.0, 0.0, 0.5, 6.0]),
    "cauchy": ("logpdf pdf cdf logcdf sf logsf ppf isf", [()], [-1e9, -3.0, 0.0, 0.5, 1e4]),
    "gumbel_r": ("logpdf pdf cdf logcdf sf logsf ppf", [()], [-3.0, -1.0, 0.0, 2.0, 40.0]),
    "gumbel_l": ("logpdf pdf cdf logcdf sf logsf ppf", [()], [-40.0, -1.0, 0.0, 2.0, 3.0]),
    "gamma": ("logpdf pdf cdf logcdf sf logsf", [(0.3,), (1.0,), (4.5,), (60.0,)], [-1.0, 1e-4, 0.5, 2.0, 9.0, 70.0]),
    "chi2": ("logpdf pdf cdf logcdf sf logsf", [(1.0,), (4.0,), (33.0,)], [0.01, 0.5, 2.0, 9.0, 70.0]),
    "beta": ("logpdf pdf cdf logcdf sf logsf", [(0.5, 0.5), (2.0, 3.0), (40.0, 7.0)], [-0.1, 0.01, 0.3, 0.8, 0.99, 1.2]),
    "t": ("logpdf pdf", [(0.7,), (3.0,), (1e7,)], [-50.0, -1.0, 0.0, 2.0]),
    "pareto": ("logpdf pdf cdf logcdf sf logsf ppf", [(0.8,), (3.0,)], [0.5, 1.0, 1.001, 5.0, 1e5]),
    "truncnorm": ("logpdf pdf cdf logcdf sf logsf", [(-1.0, 2.0), (3.0, 9.0), (-8.0, -4.0)], [-6.0, -0.5, 0.5, 1.9, 4.0, 8.0]),
}
SHAPES_ONLY = {
    "vonmises": ("logpdf pdf", [(0.1,), (4.0,), (300.0,)], [-3.0, 0.0, 0.1, 2.0]),
    "gennorm": ("logpdf pdf cdf", [(0.5,), (2.0,), (5.0,)], [-4.0, -0.5, 0.0, 2.0]),
    "wrapcauchy": ("logpdf pdf", [(0.1,), (0.9,)], [0.0, 1e-6, 2.0, 6.0, 6.5]),
}
DISCRETE = {
    "bernoulli": ("logpmf pmf", [(0.3,)], [-1.0, 0.0, 1.0, 2.0]),
    "binom": ("logpmf pmf", [(9.0, 0.3), (5000.0, 0.4)], [-1.0, 0.0, 3.0, 9.0, 10.0]),
    "nbinom": ("logpmf pmf", [(3.0, 0.3), (70.5, 0.9)], [-1.0, 0.0, 3.0, 40.0]),
    "betabinom": ("logpmf pmf", [(9.0, 0.5, 2.5)], [-1.0, 0.0, 3.0, 9.0, 10.0]),
    "geom": ("logpmf pmf", [(0.3,)], [0.0, 1.0, 7.0]),
    "poisson": ("logpmf pmf cdf", [(0.2,), (30.0,)], [-1.0, 0.0, 3.0, 29.0, 100.0]),
}
PROBABILITIES = [0.0, 1e-12, 0.2, 0.5, 0.9, 1.0, 1.5]


def line(name, arguments, value):
    print(name, *(repr(float(a)) for a in arguments), repr(float(value)))


def run():
    for name, (methods, shapes, points) in CONTINUOUS.items():
        for method in methods.split():
            for shape in shapes:
                for loc, scale in LOC_SCALE:
                    quantile = method in ("ppf", "isf")
                    for x in PROBABILITIES if quantile else [loc + scale * p for p in points]:
                        arguments = (x, *shape, loc, scale)
                        line(f"{name}.{method}", arguments, getattr(getattr(stats, name), method)(*arguments))
    for name, (methods, shapes, points) in SHAPES_ONLY.items():
        for method in methods.split():
            for shape in shapes:
                for x in points:
                    line(f"{name}.{method}", (x, *shape), getattr(getattr(stats, name), method)(x, *shape))
    for name, (methods, shapes, points) in DISCRETE.items():
        for method in methods.split():
            for shape in shapes:
                for loc in (0.0, 2.0):
                    for k in points:
                        arguments = (k + loc, *shape, loc)
                        line(f"{name}.{method}", arguments, getattr(getattr(stats, name), method)(*arguments))
    for k in (-1.0, 0.0, 0.5, 1.0):
        line("bernoulli.cdf", (k, 0.3), stats.bernoulli.cdf(k, 0.3))
    for q in (0.0001, 0.5, 0.7, 0.8, 1.0):
        line("bernoulli.ppf", (q, 0.3), stats.bernoulli.ppf(q, 0.3))
    for mu in (0.0, 0.3, 8.0, 60.0):
        line("poisson.entropy", (mu,), stats.poisson.entropy(mu))


with np.errstate(all="ignore"):
    run()
