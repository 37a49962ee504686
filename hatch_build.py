"""Build hook: compile the message catalogues, which Git does not keep."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compiler(racine: Path) -> None:
    """Write the .mo beside each .po."""
    for po in sorted((racine / "roriq_cli" / "locale").glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as cible:
            write_mo(cible, read_po(source, locale=po.parent.parent.name))


class CataloguesBuildHook(BuildHookInterface[Any]):
    """Compile before a wheel (or an editable install) is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling."""
        compiler(Path(self.root))
