"""The HTML report in a real headless Chromium: asked for by name (`.ci/run`), never found by `pytest tests`."""
