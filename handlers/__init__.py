"""The conversations. FLOWS is the only list: the commands, the menu and /trogiup come from it, in this order."""

from handlers import ask, cancel, devices, help, khoi, language, menu, start
from handlers.arranging import begin as arranging
from handlers.attendance import begin as attendance
from handlers.attendance import roll_call
from handlers.calendar import begin as calendar
from handlers.consult import answering as consult_answering
from handlers.consult import begin as consult
from handlers.consult import closing as consult_gathered
from handlers.consult import sending as consult_sending
from handlers.decide import ballot as decide_ballot
from handlers.decide import begin as decide
from handlers.decide import cast as decide_cast
from handlers.decide import files as decide_files
from handlers.decide import hands as decide_hands
from handlers.decide import hands_entry as decide_hands_entry
from handlers.decide import marking as decide_marking
from handlers.decide import review as decide_review
from handlers.decide import review_concluding
from handlers.history import begin as history
from handlers.history import declare, declare_deciding, declare_proving, dossier
from handlers.history import shown as history_shown
from handlers.kit import Flow
from handlers.manage import begin as manage
from handlers.manage import (
    closing,
    deadline,
    deadline_moving,
    delivery,
    extension,
    extension_granting,
    launch,
    notice_files,
    notice_sending,
    notice_writing,
    owing,
    plan_reading,
    planning,
    planning_parts,
    reminding,
    ruling,
    snooze,
)
from handlers.poll import candidates as poll_candidates
from handlers.poll import close as poll_close
from handlers.poll import conflicts as poll_team
from handlers.poll import count as poll_count
from handlers.poll import envelope_receiving
from handlers.poll import envelopes as poll_envelopes
from handlers.poll import opening as poll_open
from handlers.poll import prepare as poll_prepare
from handlers.poll import roll as poll_roll
from handlers.poll import settings as poll_settings
from handlers.poll import stand as poll_stand
from handlers.poll import submitting as poll_draft
from handlers.register import begin as register
from handlers.register import confirming as register_confirming
from handlers.register import decide as register_decide
from handlers.register import one as register_one
from handlers.register import rates, taking_part, taking_part_names
from handlers.register import returning as register_return
from handlers.register import sheet_recording as register_sheet
from handlers.register import titles as register_titles
from handlers.register import unit as register_unit
from handlers.report import begin as report
from handlers.report import files as report_files
from handlers.report import filing as report_filing
from handlers.report import writing as report_writing
from handlers.roster import begin as roster
from handlers.roster import seating as bodies
from handlers.verdict import after as verdict_after
from handlers.verdict import begin as verdict
from handlers.verdict import tie as verdict_tie

FLOWS: tuple[Flow, ...] = (
    start.flow,
    menu.flow,
    register.flow,
    register_titles.flow,
    register_confirming.flow,
    register_one.flow,
    register_unit.flow,
    register_sheet.flow,
    register_decide.flow,
    register_return.flow,
    taking_part.flow,
    taking_part_names.flow,
    rates.flow,
    declare.flow,
    declare_proving.flow,
    declare_deciding.flow,
    history.flow,
    history_shown.flow,
    dossier.flow,
    report.flow,
    report_writing.flow,
    report_files.flow,
    report_filing.flow,
    decide.flow,
    decide_hands.flow,
    decide_hands_entry.flow,
    decide_ballot.flow,
    decide_marking.flow,
    decide_cast.flow,
    decide_files.flow,
    decide_review.flow,
    review_concluding.flow,
    poll_prepare.flow,
    poll_draft.flow,
    poll_candidates.flow,
    poll_settings.flow,
    poll_team.flow,
    poll_open.flow,
    poll_roll.flow,
    poll_stand.flow,
    poll_close.flow,
    poll_envelopes.flow,
    envelope_receiving.flow,
    poll_count.flow,
    verdict.flow,
    verdict_after.flow,
    verdict_tie.flow,
    calendar.flow,
    arranging.flow,
    attendance.flow,
    roll_call.flow,
    manage.flow,
    planning.flow,
    planning_parts.flow,
    launch.flow,
    consult_sending.flow,
    consult.flow,
    consult_answering.flow,
    consult_gathered.flow,
    deadline.flow,
    deadline_moving.flow,
    extension.flow,
    extension_granting.flow,
    owing.flow,
    notice_writing.flow,
    notice_sending.flow,
    notice_files.flow,
    delivery.flow,
    plan_reading.flow,
    ruling.flow,
    bodies.flow,
    reminding.flow,
    closing.flow,
    snooze.flow,
    roster.flow,
    ask.flow,
    devices.flow,
    khoi.flow,
    language.flow,
    help.flow,
    cancel.flow,
)
