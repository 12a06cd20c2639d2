"""What runs inside the container: data preparation, training, evaluation, export, quantization and serving.

Nothing heavy is imported here: `python -m model_runtime --help` and `serve` must start without PyTorch.
"""

import os

__version__ = "0.1.0"

# ONNX Runtime tells its maker of its sessions, and keeps an id of the machine and a database for that in the user's
# cache, unless it finds this as it is loaded, which is later. A job tells nobody anything.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
