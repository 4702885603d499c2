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

bool call_condition_no_signalling(const struct call_facts *facts);
bool call_condition_no_ack(const struct call_facts *facts);
bool call_condition_no_ack_silent(const struct call_facts *facts);
bool call_condition_bye_names_timer(const struct call_facts *facts);
bool call_condition_bye_names_media(const struct call_facts *facts);
bool call_condition_media_silent(const struct call_facts *facts);
bool call_condition_session_expired(const struct call_facts *facts);
bool call_condition_refresh_failed(const struct call_facts *facts);
bool call_condition_refresh_refused(const struct call_facts *facts);
bool call_condition_rtcp_silent(const struct call_facts *facts);
bool call_condition_bye_names_failure(const struct call_facts *facts);
bool call_condition_hung_up(const struct call_facts *facts);
bool call_condition_hung_up_reason(const struct call_facts *facts);
bool call_condition_hung_up_answered(const struct call_facts *facts);
bool call_condition_early_bye(const struct call_facts *facts);
bool call_condition_cancelled(const struct call_facts *facts);
bool call_condition_terminated(const struct call_facts *facts);
bool call_condition_no_prack(const struct call_facts *facts);
bool call_condition_final_failed(const struct call_facts *facts);
bool call_condition_final_not_retried(const struct call_facts *facts);
bool call_condition_final_for_good(const struct call_facts *facts);
bool call_condition_cancel_confirmed(const struct call_facts *facts);
bool call_condition_no_response(const struct call_facts *facts);
bool call_condition_outlived(const struct call_facts *facts);
bool call_condition_always(const struct call_facts *facts);

/* Whether the call was answered: the 2xx was seen, or follows from what was
 * seen: an ACK without a refusal, a BYE of the called side, which must not
 * say BYE before (RFC 3261 15), the middle of a call, or media of both sides
 * for 10 s without CANCEL or refusal. */
bool call_condition_answered(const struct call_facts *facts);

#endif
