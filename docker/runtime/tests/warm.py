"""What jobs of the tests do first, done once in the process that they are forks of: see jobs.py."""

from __future__ import annotations

import contextlib
import gc

import pyarrow.compute  # noqa: F401
import torch.profiler  # noqa: F401
from transformers.conversion_mapping import get_checkpoint_conversion_mapping

# Arrow looks for it when it is given its first list.
with contextlib.suppress(ImportError):
    import pandas  # noqa: F401

# A thousand expressions are compiled for the first model that is loaded.
get_checkpoint_conversion_mapping("bert")
# A collection in a fork then walks through what the fork itself made, and copies no memory of the libraries.
gc.collect()
gc.freeze()
