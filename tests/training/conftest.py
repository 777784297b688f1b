"""The scripts of training/ stand beside one another and import each other by name; so do these tests."""

import sys
from pathlib import Path

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))
