"""What a roster would do, in words: the counts, the people by name, the mistakes."""

from campaign.roster_changes import Approved, Changes


def counts_of(changes: Changes, approved: Approved) -> dict[str, str | int]:
    """The numbers the journal keeps of an import."""
    return {
        "new": len(approved.add),
        "changed": len(approved.change),
        "returning": len(approved.bring_back),
        "left": len(approved.remove),
        "staying": len(approved.staying),
        "unchanged": len(changes.unchanged),
    }
