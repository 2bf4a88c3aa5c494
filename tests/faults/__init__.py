"""Real processes with faults at the k-th call of a kind: full disks, failing disks, kills. One page: `forked.py`."""
