"""Which group may do what: least rights, in one table. A migration copies it, as docs/editors.md explains it."""

EDITS = ("add", "change", "view")
EDITS_AND_PUBLISHES = (*EDITS, "publish")
READS = ("view",)

# What the archive and the registers share: every editor keeps the records; one person may publish these.
RECORDS: dict[str, tuple[str, ...]] = {
    "archive.article": EDITS_AND_PUBLISHES,
    "archive.fieldprovenance": (*EDITS, "delete"),
    "archive.block": (*EDITS, "delete"),
    "archive.authority": EDITS,
    "archive.authorityname": (*EDITS, "delete"),
    "archive.capture": READS,
    "archive.citation": READS,
    "archive.disagreement": EDITS_AND_PUBLISHES,
    "archive.disagreementstatement": (*EDITS, "delete"),
    "archive.externalsource": EDITS,
    "archive.publication": READS,
    "organisations.organisation": EDITS,
    "organisations.mission": EDITS,
    "organisations.missionaddress": (*EDITS, "delete"),
    "organisations.headofmission": (*EDITS, "delete"),
    "actions.action": EDITS,
    "actions.demand": (*EDITS, "delete"),
    "events.event": EDITS_AND_PUBLISHES,
    "letters.letter": EDITS,
    "letters.signatory": (*EDITS, "delete"),
    "letters.delivery": EDITS,
    "letters.letterevent": ("add", "change", "view"),
    "prisoners.person": EDITS,
    "prisoners.custodyperiod": (*EDITS, "delete"),
    "prisoners.personfact": (*EDITS, "delete"),
    "prisoners.designation": (*EDITS, "delete"),
    "petitions.petition": READS,
}

REVIEWS: dict[str, tuple[str, ...]] = {
    "archive.publication": EDITS,
    "actions.action": EDITS_AND_PUBLISHES,
    "letters.letter": EDITS_AND_PUBLISHES,
    "prisoners.person": EDITS_AND_PUBLISHES,
    "petitions.petition": ("view", "publish"),
    "pages.pagetext": EDITS,
    "pages.siteprofile": ("change", "view"),
}

CAMPAIGNS: dict[str, tuple[str, ...]] = {
    "petitions.petition": EDITS,
    "petitions.signature": READS,
    "actions.action": EDITS_AND_PUBLISHES,
    "actions.demand": (*EDITS, "delete"),
    "events.event": EDITS_AND_PUBLISHES,
    "pages.contactmessage": ("view", "change"),
    "pages.pagetext": EDITS,
    "prisoners.person": READS,
    "letters.letter": READS,
    "letters.delivery": READS,
    "organisations.mission": READS,
    "archive.article": READS,
}

ROLES: dict[str, list[dict[str, tuple[str, ...]]]] = {
    "editor": [RECORDS],
    "reviewer": [RECORDS, REVIEWS],
    "campaigner": [CAMPAIGNS],
}


def permissions_of(role: str) -> set[str]:
    """The role's permissions as "app.verb_model"."""
    return {
        f"{key.partition('.')[0]}.{verb}_{key.partition('.')[2]}"
        for table in ROLES[role]
        for key, verbs in table.items()
        for verb in verbs
    }
