"""What runs inside the container: data preparation, training, evaluation, export, quantization and serving.

Nothing heavy is imported here: `python -m model_runtime --help` and `serve` must start without PyTorch.
"""

__version__ = "0.1.0"
