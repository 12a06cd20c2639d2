"""The training loop: transformers' Trainer with whole checkpoints, events, and an order of its own.

Importing it imports PyTorch. What training is made of lies inside; whoever starts one needs only these names.
"""

from __future__ import annotations

from .arguments import Computing
from .loop import Loop, Run, make_trainer

__all__ = ["Computing", "Loop", "Run", "make_trainer"]
