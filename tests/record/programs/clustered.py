"""Run zhuanlan on a Dask cluster of two workers: `clustered.py ARGUMENT…`."""

import sys

from distributed import LocalCluster

from zhuanlan.__main__ import main

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as workers:
        address = workers.scheduler_address
        sys.exit(main([*sys.argv[1:], "--executor", "dask", "--scheduler", address]))
