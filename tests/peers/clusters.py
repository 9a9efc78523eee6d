"""scikit-learn's DBSCAN on the points of `bench analysis`.

Prints one JSON object: the seconds, the most memory the process ever had, and how many labels differ from ours.
"""

import argparse
import json
import resource
import time
from pathlib import Path

import numpy as np
from sklearn.cluster import DBSCAN

REACH_M = 50
POINTS_MIN = 100


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    given = options.parse_args()
    points = np.fromfile(given.folder / "metres.bin").reshape(-1, 2)
    ours = np.fromfile(given.folder / "labels.bin").astype(int)
    started = time.perf_counter()
    found = DBSCAN(eps=REACH_M, min_samples=POINTS_MIN, n_jobs=2).fit(points)
    seconds = time.perf_counter() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb, "labels_differ": int((found.labels_ != ours).sum())}))


if __name__ == "__main__":
    main()
