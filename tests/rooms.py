"""A wall that import-linter does not have ready-made: a room may import the standard library and itself, nothing else.

`lint-imports` loads it through `contract_types` in pyproject.toml.
"""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryOnly(Contract):
    """No module of `room` imports a third-party package, nor a module of the standard library that is `banned`."""

    type_name = "standard_library_only"

    room = fields.StringField()
    banned = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import that goes through the wall, as “importer -> imported”."""
        room = str(self.room)
        inside = {room} | graph.find_descendants(room)
        banned = cast("set[str]", self.banned)  # a descriptor on the class, a set on the object
        allowed = sys.stdlib_module_names - banned
        broken = sorted(
            f"{importer} -> {imported}"
            for importer in inside
            for imported in graph.find_modules_directly_imported_by(importer) - inside
            if imported.split(".")[0] not in allowed
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per forbidden import."""
        for line in check.metadata["broken"]:
            output.print_error(line)
