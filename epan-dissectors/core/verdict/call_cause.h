/* The causes of a call's end in words, one sentence a rule. For call_rule.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_CAUSE_H
#define LYNC_CORE_CALL_CAUSE_H

#include "call_facts.h"

/* Appends to CAUSE the sentence of one rule, which holds for FACTS: what ended
 * the call, in which frame, how long after what; without the rule's name and
 * without a full list of its evidence; after a line break what an administrator
 * can change, if anything. */
typedef void call_cause_h(const struct call_facts *facts, GString *cause);

/* Named as their rules are in call_rule.c. */
call_cause_h call_cause_no_ack;
call_cause_h call_cause_no_ack_silent;
call_cause_h call_cause_timer_named;
call_cause_h call_cause_media_named;
call_cause_h call_cause_asterisk_media;
call_cause_h call_cause_media;
call_cause_h call_cause_timer;
call_cause_h call_cause_refresh_failed;
call_cause_h call_cause_rtcp;
call_cause_h call_cause_failure_named;
call_cause_h call_cause_hung_up;
call_cause_h call_cause_early_bye;
call_cause_h call_cause_cancelled;
call_cause_h call_cause_terminated;
call_cause_h call_cause_no_prack;
call_cause_h call_cause_final;
call_cause_h call_cause_no_response;
call_cause_h call_cause_no_signalling;
call_cause_h call_cause_outlived;
call_cause_h call_cause_still_up;
call_cause_h call_cause_not_answered;

#endif
