from campaign.events.models.event import Event, EventApproval, EventQuerySet
from campaign.events.models.proposal import EventProposal, EventProposalQuerySet

__all__ = ["Event", "EventApproval", "EventProposal", "EventProposalQuerySet", "EventQuerySet"]
