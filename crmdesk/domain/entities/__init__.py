"""One file an entity; `CATALOGUE` is the set that ships, targets before what points to them."""

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities.account import ACCOUNT
from crmdesk.domain.entities.account_contact import ACCOUNT_CONTACT
from crmdesk.domain.entities.attachment import ATTACHMENT
from crmdesk.domain.entities.call import CALL
from crmdesk.domain.entities.conflict import CONFLICT
from crmdesk.domain.entities.contact import CONTACT
from crmdesk.domain.entities.duplicate import DUPLICATE
from crmdesk.domain.entities.email import EMAIL
from crmdesk.domain.entities.forecast_submission import FORECAST_SUBMISSION
from crmdesk.domain.entities.goal import GOAL
from crmdesk.domain.entities.lead import LEAD
from crmdesk.domain.entities.letterhead import LETTERHEAD
from crmdesk.domain.entities.meeting import MEETING
from crmdesk.domain.entities.note import NOTE
from crmdesk.domain.entities.opportunity import OPPORTUNITY
from crmdesk.domain.entities.opportunity_line import OPPORTUNITY_LINE
from crmdesk.domain.entities.price_book_entry import PRICE_BOOK_ENTRY
from crmdesk.domain.entities.product import PRODUCT
from crmdesk.domain.entities.quote import QUOTE
from crmdesk.domain.entities.quote_line import QUOTE_LINE
from crmdesk.domain.entities.shared_view import SHARED_VIEW
from crmdesk.domain.entities.stage_change import STAGE_CHANGE
from crmdesk.domain.entities.task import TASK
from crmdesk.domain.entities.team import TEAM
from crmdesk.domain.entities.territory import TERRITORY
from crmdesk.domain.entities.user import USER
from crmdesk.domain.entities.visit import VISIT
from crmdesk.domain.entities.visit_amendment import VISIT_AMENDMENT
from crmdesk.domain.entities.visit_form import VISIT_FORM
from crmdesk.domain.entities.visit_sample import VISIT_SAMPLE

CATALOGUE = Catalogue(
    (
        TERRITORY,
        USER,
        TEAM,
        PRODUCT,
        PRICE_BOOK_ENTRY,
        LETTERHEAD,
        ACCOUNT,
        CONTACT,
        ACCOUNT_CONTACT,
        OPPORTUNITY,
        OPPORTUNITY_LINE,
        STAGE_CHANGE,
        QUOTE,
        QUOTE_LINE,
        LEAD,
        GOAL,
        FORECAST_SUBMISSION,
        TASK,
        VISIT_FORM,
        VISIT,
        VISIT_AMENDMENT,
        VISIT_SAMPLE,
        CALL,
        MEETING,
        EMAIL,
        NOTE,
        ATTACHMENT,
        CONFLICT,
        DUPLICATE,
        SHARED_VIEW,
    )
)

ACTIVITIES = ("visit", "call", "meeting", "email", "task", "note")
"""The types that make up a timeline."""
