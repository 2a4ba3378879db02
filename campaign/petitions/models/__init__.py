from campaign.petitions.models.mail_request import MailRequest
from campaign.petitions.models.petition import Petition, PetitionApproval, PetitionCountryCount
from campaign.petitions.models.signature import Signature

__all__ = ["MailRequest", "Petition", "PetitionApproval", "PetitionCountryCount", "Signature"]
