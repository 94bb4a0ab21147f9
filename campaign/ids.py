"""The identities of things: integers made by the program, never by the database: SQLite and PostgreSQL agree."""

from typing import NewType

KhoiId = NewType("KhoiId", int)
UnitId = NewType("UnitId", int)
PersonId = NewType("PersonId", int)
MemberId = NewType("MemberId", int)
BodyId = NewType("BodyId", int)
CampaignId = NewType("CampaignId", int)
RecordId = NewType("RecordId", int)
RegistrationId = NewType("RegistrationId", int)
ReportId = NewType("ReportId", int)
EvidenceId = NewType("EvidenceId", int)
BallotId = NewType("BallotId", int)
VoterId = NewType("VoterId", int)  # the place on one ballot's roll, 1, 2, 3 … in protocol order
ReviewId = NewType("ReviewId", int)
CandidateId = NewType("CandidateId", int)
MeetingId = NewType("MeetingId", int)
NoticeId = NewType("NoticeId", int)
InviteId = NewType("InviteId", int)
UploadId = NewType("UploadId", int)
DeviceId = NewType("DeviceId", int)
QuestionId = NewType("QuestionId", int)
ConsultationId = NewType("ConsultationId", int)
