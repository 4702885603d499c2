/* The conditions of the rules by which a call is judged: RFC 3261 (ends and
 * refusals of calls), RFC 3262 (PRACK), RFC 4028 (session timers), KB 981218.
 * For call_rule.c: each one says whether its rule holds for FACTS, whatever the
 * capture lacks; docs/calls.md has them in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_CONDITION_H
#define LYNC_CORE_CALL_CONDITION_H

#include "call_facts.h"

/* Whether the rule that it is named after holds for FACTS, of which any may be
 * zero: not seen, not known. It looks at no other rule: more than one may hold,
 * and call_rule.c takes the first. */
typedef bool call_condition_h(const struct call_facts *facts);

/* Named as their rules are in call_rule.c. */
call_condition_h call_condition_no_signalling;
call_condition_h call_condition_no_ack;
call_condition_h call_condition_no_ack_silent;
call_condition_h call_condition_bye_names_timer;
call_condition_h call_condition_bye_names_media;
call_condition_h call_condition_media_silent;
call_condition_h call_condition_asterisk_media;
call_condition_h call_condition_session_expired;
call_condition_h call_condition_refresh_failed;
call_condition_h call_condition_refresh_refused;
call_condition_h call_condition_rtcp_silent;
call_condition_h call_condition_bye_names_failure;
call_condition_h call_condition_hung_up;
call_condition_h call_condition_hung_up_reason;
call_condition_h call_condition_hung_up_answered;
call_condition_h call_condition_early_bye;
call_condition_h call_condition_cancelled;
call_condition_h call_condition_terminated;
call_condition_h call_condition_no_prack;
call_condition_h call_condition_final_failed;
call_condition_h call_condition_final_not_retried;
call_condition_h call_condition_final_for_good;
call_condition_h call_condition_cancel_confirmed;
call_condition_h call_condition_no_response;
call_condition_h call_condition_outlived;
call_condition_h call_condition_always;

/* Whether the call was answered: the 2xx was seen, or follows from what was
 * seen: an ACK without a refusal, a BYE of the called side, which must not
 * say BYE before (RFC 3261 15), the middle of a call, or media of both sides
 * for 10 s without CANCEL or refusal. */
bool call_condition_answered(const struct call_facts *facts);

#endif
