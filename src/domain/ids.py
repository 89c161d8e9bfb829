"""Time-ordered 64-bit ids: 48 bits of milliseconds since 1970, then 16 bits of sequence.

The newest thing has the largest id, so a primary key is also the order of a timeline.
"""

from datetime import UTC, datetime, timedelta
from typing import NewType

AccountId = NewType("AccountId", int)
ProfileId = NewType("ProfileId", int)
SessionId = NewType("SessionId", int)
TokenId = NewType("TokenId", int)
PasskeyId = NewType("PasskeyId", int)
LinkedLoginId = NewType("LinkedLoginId", int)
DeviceId = NewType("DeviceId", int)
InvitationId = NewType("InvitationId", int)
ExportId = NewType("ExportId", int)
LogEntryId = NewType("LogEntryId", int)
DraftId = NewType("DraftId", int)
PostId = NewType("PostId", int)
JobId = NewType("JobId", int)

SEQUENCE_BITS = 16
"""65,536 ids a millisecond: far more than one process makes."""

MAX_ID = 2**63 - 1
"""The largest that a signed 64-bit column holds; a larger number in an address names nothing."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def make_id(milliseconds: int, sequence: int) -> int:
    """An id for a moment in milliseconds since 1970 and a sequence number of 16 bits."""
    return (milliseconds << SEQUENCE_BITS) | (sequence & (1 << SEQUENCE_BITS) - 1)


def moment_of(id: int) -> datetime:
    """When an id was made, in UTC, to the millisecond."""
    return _EPOCH + timedelta(milliseconds=id >> SEQUENCE_BITS)


def milliseconds_of(moment: datetime) -> int:
    """Whole milliseconds since 1970 at a moment with a time zone."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)
