"""NumPy, SciPy and esda on the points of `bench analysis`: counting, smoothing, Gi*, and Gi* by permutations.

Reads what the bench wrote, and prints one JSON object: the seconds each took, and how far its results lie from ours.
"""

import argparse
import json
import time
from pathlib import Path

import esda
import numpy as np
import scipy
from esda import G_Local
from libpysal.weights import W
from scipy.ndimage import gaussian_filter

PERMUTATIONS = 999
SEED = 5
AROUND = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


def timed(work):
    started = time.perf_counter()
    outcome = work()
    return time.perf_counter() - started, outcome


def weights(cells):
    number = {tuple(cell): at for at, cell in enumerate(map(tuple, cells))}
    near = {
        at: [number[x + dx, y + dy] for dx, dy in AROUND if (x + dx, y + dy) in number] for (x, y), at in number.items()
    }
    return W(near, silence_warnings=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--cell-m", type=float, required=True)
    given = options.parse_args()

    def read(name, width=1):
        numbers = np.fromfile(given.folder / name)
        return numbers.reshape(-1, width) if width > 1 else numbers

    points, layout = read("metres.bin", 2), read("cells.bin", 4)
    cells = layout[:, :2].astype(int)
    columns, rows = cells.max(axis=0) + 1
    # The corner of the grid, by the middle of any of its cells.
    west, south = layout[0, 2:] - (cells[0] + 0.5) * given.cell_m
    bounds = [[south, south + rows * given.cell_m], [west, west + columns * given.cell_m]]
    inside = np.zeros((rows, columns))
    inside[cells[:, 1], cells[:, 0]] = 1

    def count():
        counts, _, _ = np.histogram2d(points[:, 1], points[:, 0], bins=[rows, columns], range=bounds)
        return counts * inside

    def at_cells(surface):
        return surface[cells[:, 1], cells[:, 0]]

    count_s, counts = timed(count)
    smooth_s, smooth = timed(lambda: gaussian_filter(counts, 1, mode="constant", truncate=4))
    weights_s, near = timed(lambda: weights(cells))
    values = at_cells(counts)
    gi_s, gi = timed(lambda: G_Local(values, near, transform="B", star=True, permutations=0))
    chance_s, by_chance = timed(
        lambda: G_Local(values, near, transform="B", star=True, permutations=PERMUTATIONS, seed=SEED, n_jobs=2)
    )
    # esda's p is of the nearer tail; ours of the upper one.
    upper = read("p.bin")
    nearer = np.minimum(upper, (PERMUTATIONS + 2 - upper * (PERMUTATIONS + 1)) / (PERMUTATIONS + 1))
    told = {
        "count_s": count_s,
        "smooth_s": smooth_s,
        "weights_s": weights_s,
        "gi_s": gi_s,
        "chance_s": chance_s,
        "counts_differ": int((values != read("counts.bin")).sum()),
        "smooth_difference": float(np.abs(at_cells(smooth) - read("smooth.bin")).max()),
        "z_difference": float(np.abs(gi.Zs - read("z.bin")).max()),
        "p_correlation": float(np.corrcoef(nearer, by_chance.p_sim)[0, 1]),
        "versions": f"NumPy {np.__version__}, SciPy {scipy.__version__}, esda {esda.__version__}",
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
