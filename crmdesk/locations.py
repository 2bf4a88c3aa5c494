"""Where the files shipped beside the code are: checkout, wheel or bundle. It refuses to know what is in them."""

import sys
import sysconfig
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Absolute path of a file or folder under `resources/`, whether or not it exists.

    `resource_path("recipes", "maven.toml")` is `…/resources/recipes/maven.toml` in a checkout, in an editable
    install, in an installed wheel (under the prefix's `share/crmdesk`) and in a PyInstaller bundle.
    """
    return _root().joinpath(*parts)


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    checkout = Path(__file__).resolve().parent.parent
    # A wheel's parent folder is site-packages, which may hold a `resources` of somebody else's.
    if (checkout / "pyproject.toml").is_file():
        return checkout / "resources"
    return Path(sysconfig.get_path("data")) / "share" / "crmdesk" / "resources"
