"""Models that transformers has not. Importing one of them imports PyTorch."""
