# Prints the volumes of hypervolume.test.ts with Debian's python3-deap 1.3.1: python3 hypervolume-reference.py
import numpy
from deap.tools._hypervolume import hv

def sphere(dimensions, count, power):
    state, points = 1, []
    for _ in range(count):
        point = []
        for _ in range(dimensions):
            state = (state * 1664525 + 1013904223) % 2**32
            point.append(state / 2**32 + 0.01)
        length = sum(x * x for x in point) ** 0.5
        points.append([(x / length) ** power for x in point])
    return points

for dimensions, count, power in [(4, 250, 1), (4, 250, 3), (4, 500, 3), (5, 100, 1), (5, 100, 3)]:
    points = -numpy.array(sphere(dimensions, count, power))
    volume = hv.hypervolume(points, numpy.zeros(dimensions))
    print(f"{{ dimensions: {dimensions}, count: {count}, power: {power}, volume: {volume!r} }},")
