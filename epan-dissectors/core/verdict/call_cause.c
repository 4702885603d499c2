/* The causes of a call's end in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_cause.h"

#include "call_detail.h"
#include "call_response.h"
#include "media_limits.h"
#include "session_interval.h"
#include "product_advice.h"

#define NS_PER_MINUTE  (60 * NS_PER_S)
#define DURATION_BYTES 32
#define NAME_BYTES     (ENDPOINT_TEXT_BYTES + 16)

/* "32.0 s", from two minutes on "15 min 0 s". */
static const char *duration(int64_t ns, char text[DURATION_BYTES])
{
    if (ns < 2 * NS_PER_MINUTE)
        g_snprintf(text, DURATION_BYTES, "%.1f s", seconds_of(ns));
    else
        g_snprintf(text, DURATION_BYTES,
                   "%" G_GINT64_FORMAT " min %" G_GINT64_FORMAT " s",
                   ns / NS_PER_MINUTE, ns % NS_PER_MINUTE / NS_PER_S);
    return text;
}

/* "the caller 10.0.0.1", "one side". */
static const char *party(const struct call_facts *facts, enum side side,
                         char text[NAME_BYTES])
{
    static const char *const roles[] = {"caller", "called side"};
    char address[ENDPOINT_TEXT_BYTES];

    if (side != SIDE_A && side != SIDE_B)
        g_strlcpy(text, "one side", NAME_BYTES);
    else if (facts->parties[side].family == 0)
        g_snprintf(text, NAME_BYTES, "the %s", roles[side]);
    else
        g_snprintf(text, NAME_BYTES, "the %s %s", roles[side],
                   endpoint_address_text(&facts->parties[side], address));
    return text;
}

static enum side other(enum side side)
{
    return side == SIDE_A || side == SIDE_B ? side_other(side) : SIDE_UNKNOWN;
}

/* "BYE from the caller 10.0.0.1 in frame 7, 30 min 2 s after the answer". */
static void append_bye(const struct call_facts *facts, GString *cause)
{
    char name[NAME_BYTES];
    char time[DURATION_BYTES];

    g_string_append_printf(cause, "BYE from %s in frame %u",
                           party(facts, facts->bye_by, name), facts->bye.frame);
    if (facts->answer.frame != 0 && facts->invite.frame != 0 &&
        facts->bye.time_ns >= facts->answer.time_ns)
        g_string_append_printf(
            cause, ", %s after the answer",
            duration(facts->bye.time_ns - facts->answer.time_ns, time));
    call_detail_bye(facts, cause);
}

/* The reason that the party gave, in brackets. */
static void append_reason(const struct call_reason *reason, GString *cause)
{
    if (reason->text != NULL)
        g_string_append_printf(cause, " (%s)", reason->text);
}

/* Ends the sentence with what the BYE's reason names. */
static void append_named(const struct call_facts *facts, const char *what,
                         GString *cause)
{
    g_string_append_printf(cause, ": its reason names %s", what);
    append_reason(&facts->bye_reason, cause);
    g_string_append_c(cause, '.');
}

void call_cause_no_ack(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    g_string_append_printf(
        cause, ": the 2xx was repeated %u time%s, so no ACK came (64*T1).",
        facts->n_answer_repeats, facts->n_answer_repeats == 1 ? "" : "s");
    if (facts->ack.frame == 0) {
        g_string_append(cause, " No ACK is in the capture.");
        call_detail_ack(facts, cause);
        return;
    }
    g_string_append_printf(cause, " The ACK in frame %u", facts->ack.frame);
    call_detail_lost_ack(facts, cause);
}

void call_cause_no_ack_silent(const struct call_facts *facts, GString *cause)
{
    char name[NAME_BYTES];
    char time[DURATION_BYTES];

    g_string_append_printf(
        cause,
        "The 2xx of %s in frame %u was repeated %u times over %s, and neither "
        "ACK nor BYE followed.",
        party(facts, SIDE_B, name), facts->answer.frame,
        facts->n_answer_repeats,
        duration(facts->answer_repeat.time_ns - facts->answer.time_ns, time));
    call_detail_ack(facts, cause);
}

/* ", 30 min 0 s after the last refresh of a 1800 s session". */
static void append_session(const struct call_facts *facts, GString *cause)
{
    char time[DURATION_BYTES];

    if (facts->timer_seen)
        g_string_append_printf(
            cause, ", %s after %s of a %u s session",
            duration(facts->bye.time_ns - facts->refresh.time_ns, time),
            facts->refresh_assumed ? "the last refresh, assumed to be answered,"
                                   : "the last 2xx",
            facts->interval_s);
}

void call_cause_timer_named(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    append_session(facts, cause);
    append_named(facts, "the session timer", cause);
}

void call_cause_media_named(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    append_named(facts, "the media", cause);
}

void call_cause_asterisk_media(const struct call_facts *facts, GString *cause)
{
    char name[NAME_BYTES];

    append_bye(facts, cause);
    g_string_append(cause, ": its reason");
    append_reason(&facts->bye_reason, cause);
    g_string_append_printf(cause,
                           " is Asterisk's for an rtp_timeout that has run "
                           "out: nothing of %s reached it.",
                           party(facts, other(facts->bye_by), name));
}

/* Adds what to change; LOST is what the call was dropped for unless it was
 * held. */
static void append_situation(const struct call_facts *facts,
                             enum product_situation lost, GString *cause)
{
    g_string_append_printf(
        cause, "\n%s",
        product_advice_text(facts->generation,
                            facts->held ? PRODUCT_HELD_LOST : lost));
}

void call_cause_media(const struct call_facts *facts, GString *cause)
{
    char name[NAME_BYTES];

    append_bye(facts, cause);
    g_string_append_printf(cause,
                           ": %s had sent neither RTP nor RTCP for about the "
                           "limit of %" G_GINT64_FORMAT " s%s.",
                           party(facts, other(facts->bye_by), name),
                           media_limit_shown_s(facts->media_limit_ns),
                           facts->held ? " on a held call" : "");
    append_situation(facts, PRODUCT_CALL_LOST, cause);
}

void call_cause_timer(const struct call_facts *facts, GString *cause)
{
    bool by_refresher = facts->dialog == SESSION_DIALOG_BYE_SELF;

    append_bye(facts, cause);
    append_session(facts, cause);
    g_string_append(cause,
                    by_refresher
                        ? ": it had to refresh the session, and hung up"
                        : ": the other side had to refresh the session, and "
                          "did not");
    append_reason(&facts->bye_reason, cause);
    g_string_append_c(cause, '.');
    if (by_refresher)
        call_detail_refresher(facts, cause);
}

void call_cause_refresh_failed(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    append_session(facts, cause);
    g_string_append(cause, ": the refresh, due at half of it, failed");
    append_reason(&facts->bye_reason, cause);
    g_string_append_c(cause, '.');
}

static const char *rtcp_check(const struct call_facts *facts)
{
    if (facts->generation == PRODUCT_GENERATION_CONFERENCE)
        return "a check of RTCP";
    return facts->held ? "RTCPCallsOnHold" : "RTCPActiveCalls";
}

void call_cause_rtcp(const struct call_facts *facts, GString *cause)
{
    enum side silent = other(facts->bye_by);
    char name[NAME_BYTES];
    char time[DURATION_BYTES];

    append_bye(facts, cause);
    g_string_append_printf(
        cause, ": RTP of %s flowed without RTCP for %s%s; consistent with %s.",
        party(facts, silent, name),
        duration(facts->rtcp_silence_ns[silent], time),
        facts->held ? " on a held call" : "", rtcp_check(facts));
    append_situation(facts, PRODUCT_RTCP_LOST, cause);
}

void call_cause_failure_named(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    append_named(facts, "a failure", cause);
}

void call_cause_hung_up(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    append_reason(&facts->bye_reason, cause);
    if (facts->invite.frame == 0)
        g_string_append(cause, "; the start of the call is not in the capture");
    g_string_append_c(cause, '.');
    call_detail_session_end(facts, cause);
}

void call_cause_early_bye(const struct call_facts *facts, GString *cause)
{
    append_bye(facts, cause);
    append_reason(&facts->bye_reason, cause);
    g_string_append(cause, " before the call was answered.");
}

/* ", 12.0 s after the INVITE". */
static void append_after_invite(const struct call_facts *facts, int64_t time_ns,
                                GString *cause)
{
    char time[DURATION_BYTES];

    g_string_append_printf(cause, ", %s after the INVITE",
                           duration(time_ns - facts->invite.time_ns, time));
    if (facts->provisional_status != 0)
        g_string_append_printf(cause, " (last response: %u)",
                               facts->provisional_status);
}

/* " from 10.0.0.9 in frame 12": the final response. */
static void append_final_frame(const struct call_facts *facts, GString *cause)
{
    char address[ENDPOINT_TEXT_BYTES];

    if (facts->final_from.family != 0)
        g_string_append_printf(
            cause, " from %s",
            endpoint_address_text(&facts->final_from, address));
    g_string_append_printf(cause, " in frame %u", facts->final.frame);
    call_detail_first_sender(facts, cause);
}

/* The same, ", 12.0 s after the INVITE" and its reason. */
static void append_final(const struct call_facts *facts, GString *cause)
{
    append_final_frame(facts, cause);
    append_after_invite(facts, facts->final.time_ns, cause);
    append_reason(&facts->final_reason, cause);
}

void call_cause_cancelled(const struct call_facts *facts, GString *cause)
{
    char name[NAME_BYTES];
    size_t start = cause->len;

    g_string_append_printf(cause, "%s cancelled in frame %u",
                           party(facts, SIDE_A, name), facts->cancel.frame);
    cause->str[start] = g_ascii_toupper(cause->str[start]);
    append_after_invite(facts, facts->cancel.time_ns, cause);
    append_reason(&facts->cancel_reason, cause);
    if (facts->final.frame == 0)
        g_string_append(cause, "; the 487 is not in the capture");
    g_string_append_c(cause, '.');
}

void call_cause_terminated(const struct call_facts *facts, GString *cause)
{
    g_string_append(cause, "487 (request terminated)");
    append_final(facts, cause);
    g_string_append(cause, "; the CANCEL is not in the capture.");
}

void call_cause_no_prack(const struct call_facts *facts, GString *cause)
{
    char name[NAME_BYTES];
    char time[DURATION_BYTES];

    g_string_append_printf(cause, "%u", facts->final_status);
    append_final_frame(facts, cause);
    g_string_append_printf(
        cause,
        ", %s after a provisional response that %s sent reliably (frame %u) "
        "and repeated: no PRACK came; 32 s is 64*T1.",
        duration(facts->final.time_ns - facts->reliable.time_ns, time),
        party(facts, SIDE_B, name), facts->reliable.frame);
}

void call_cause_final(const struct call_facts *facts, GString *cause)
{
    g_string_append_printf(cause, "%u (%s)", facts->final_status,
                           call_response_meaning(facts->final_status));
    append_final(facts, cause);
    call_detail_silent_hop(facts, cause);
    call_detail_codecs(facts, cause);
    g_string_append_c(cause, '.');
}

void call_cause_no_response(const struct call_facts *facts, GString *cause)
{
    char caller[NAME_BYTES];
    char called[NAME_BYTES];

    g_string_append_printf(
        cause, "The INVITE of %s in frame %u got no response from %s in 32 s.",
        party(facts, SIDE_A, caller), facts->invite.frame,
        party(facts, SIDE_B, called));
}

/* "The capture ends 12.0 s after it." */
static void append_capture_end(const struct call_facts *facts, GString *cause)
{
    char time[DURATION_BYTES];
    int64_t rest_ns = facts->capture_end_ns - facts->last.time_ns;

    g_string_append_printf(cause,
                           " Its last frame is %u; the capture ends %s after "
                           "it.",
                           facts->last.frame, duration(MAX(rest_ns, 0), time));
}

void call_cause_no_signalling(const struct call_facts *facts, GString *cause)
{
    g_string_append(cause, "The signalling is not visible (encrypted, or not "
                           "captured), so how the call ended is not known.");
    append_capture_end(facts, cause);
}

void call_cause_outlived(const struct call_facts *facts, GString *cause)
{
    g_string_append_printf(
        cause,
        "The %u s session expired without a refresh, the call went on, and the "
        "capture does not show its end.",
        facts->interval_s);
    append_capture_end(facts, cause);
}

void call_cause_still_up(const struct call_facts *facts, GString *cause)
{
    g_string_append(cause,
                    "The call was up, and the capture does not show its end.");
    append_capture_end(facts, cause);
}

void call_cause_not_answered(const struct call_facts *facts, GString *cause)
{
    g_string_append(cause, "Neither an answer nor a refusal is in the "
                           "capture");
    call_detail_unanswered(facts, cause);
    call_detail_silent_hop(facts, cause);
    g_string_append_c(cause, '.');
    append_capture_end(facts, cause);
}
