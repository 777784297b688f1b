"""Pictures of pages, as the browser that the tests drive shows them."""

import base64
import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTEFACTS = Path(os.environ.get("DATELINE_ARTEFACTS") or ROOT / ".artefacts")
"""Where a run leaves what is to be looked at; not in git."""

_HIGHEST = 4000  # pixels of a page that are kept: nobody looks further down
_QUALITIES = (50, 40, 30, 20)


def shoot(page, path):
    """A picture of a page as PNG, of all its height."""
    path.parent.mkdir(parents=True, exist_ok=True)
    height = min(page.evaluate("document.documentElement.scrollHeight"), _HIGHEST)
    clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}
    page.screenshot(path=path, full_page=True, clip=clip)
    return path


def small(page, path, most):
    """A picture of what can be seen of a page, as good as so many bytes allow."""
    session = page.context.new_cdp_session(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    taken = b""
    for quality in _QUALITIES:
        taken = base64.b64decode(session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})["data"])
        if len(taken) <= most:
            break
    path.write_bytes(taken)
    return path
