"""Where the files shipped beside the code are, and the desktop's profile. It refuses to know what is in them."""

import os
import sys
import sysconfig
from functools import lru_cache
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Absolute path of a file or folder under `resources/`, whether or not it exists.

    `resource_path("recipes", "maven.toml")` is `…/resources/recipes/maven.toml` in a checkout, in an editable
    install, in an installed wheel (under the prefix's `share/crmdesk`) and in a PyInstaller bundle.
    """
    return _root().joinpath(*parts)


def default_profile() -> Path:
    """Where the desktop's profile lies unless another one is named."""
    named = os.environ.get("CRMDESK_PROFILE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "CRMDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "CRMDesk"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "crmdesk"


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    return _beside()


@lru_cache(maxsize=1)
def _beside() -> Path:
    checkout = Path(__file__).resolve().parent.parent
    # A wheel's parent folder is site-packages, which may hold a `resources` of somebody else's.
    if (checkout / "pyproject.toml").is_file():
        return checkout / "resources"
    return Path(sysconfig.get_path("data")) / "share" / "crmdesk" / "resources"
