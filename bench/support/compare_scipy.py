"""SciPy's paired bootstrap of the difference of two models' macro-F1: FILE CLASSES RESAMPLES."""

import json
import resource
import sys
import time

import numpy as np
import scipy
from scipy import stats

file, classes, resamples = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
truth, candidate, baseline = np.fromfile(file, dtype=np.uint8).reshape(-1, 3).T.astype(np.int64)


def macro_f1(truth, answer):
    hits = np.bincount(truth[truth == answer], minlength=classes)
    both = np.bincount(truth, minlength=classes) + np.bincount(answer, minlength=classes)
    return np.mean(2 * hits / np.maximum(both, 1))


def difference(truth, candidate, baseline):
    return macro_f1(truth, candidate) - macro_f1(truth, baseline)


start = time.process_time()
found = stats.bootstrap(
    (truth, candidate, baseline),
    difference,
    paired=True,
    vectorized=False,
    n_resamples=resamples,
    batch=1,
    confidence_level=0.9,
    method="percentile",
    rng=np.random.default_rng(1),
)
json.dump(
    {
        "version": f"SciPy {scipy.__version__}",
        "resamples": resamples,
        "cpuMs": 1000 * (time.process_time() - start),
        "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "low": found.confidence_interval.low,
        "high": found.confidence_interval.high,
    },
    sys.stdout,
)
