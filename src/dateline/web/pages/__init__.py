"""The pages, a file each; ``web/app.py`` says how one is added."""
