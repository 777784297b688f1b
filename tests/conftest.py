"""What holds for every test."""

import os

from hypothesis import HealthCheck, settings

# No test fails because a machine is busy; where the build server runs, every run tries the same values.
settings.register_profile(
    "dateline",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("dateline")
