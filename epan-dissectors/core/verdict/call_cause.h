/* The causes of a call's end in words, one sentence a rule.
 * For call_rule.c; each function appends its sentence to CAUSE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_CAUSE_H
#define LYNC_CORE_CALL_CAUSE_H

#include "call_facts.h"

void call_cause_no_ack(const struct call_facts *facts, GString *cause);
void call_cause_no_ack_silent(const struct call_facts *facts, GString *cause);
void call_cause_timer_named(const struct call_facts *facts, GString *cause);
void call_cause_media_named(const struct call_facts *facts, GString *cause);
void call_cause_media(const struct call_facts *facts, GString *cause);
void call_cause_timer(const struct call_facts *facts, GString *cause);
void call_cause_refresh_failed(const struct call_facts *facts, GString *cause);
void call_cause_rtcp(const struct call_facts *facts, GString *cause);
void call_cause_failure_named(const struct call_facts *facts, GString *cause);
void call_cause_hung_up(const struct call_facts *facts, GString *cause);
void call_cause_early_bye(const struct call_facts *facts, GString *cause);
void call_cause_cancelled(const struct call_facts *facts, GString *cause);
void call_cause_terminated(const struct call_facts *facts, GString *cause);
void call_cause_no_prack(const struct call_facts *facts, GString *cause);
void call_cause_final(const struct call_facts *facts, GString *cause);
void call_cause_no_response(const struct call_facts *facts, GString *cause);
void call_cause_no_signalling(const struct call_facts *facts, GString *cause);
void call_cause_outlived(const struct call_facts *facts, GString *cause);
void call_cause_still_up(const struct call_facts *facts, GString *cause);
void call_cause_not_answered(const struct call_facts *facts, GString *cause);

#endif
