/* Tests of the causes of a call's end in words: the whole sentence of each.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_cause.h"

#include "call_scene.h"
#include "unit_test.h"

typedef void cause_h(const struct call_facts *, GString *);

static struct call_facts facts;

/* That EXPLAIN puts the facts into SENTENCE. */
static void assert_cause(cause_h *explain, const char *sentence)
{
    GString *cause = g_string_new(NULL);

    explain(&facts, cause);
    g_assert_cmpstr(cause->str, ==, sentence);
    g_string_free(cause, TRUE);
}

/* Answered at 10 s, so in frame 10001; at 42 s the BYE is in frame 42001. */
#define BYE_OF_CALLER                                                          \
    "BYE from the caller 192.0.2.1 in frame 42001, 32.0 s after the answer"
#define BYE_OF_CALLED                                                          \
    "BYE from the called side 192.0.2.2 in frame 42001, 32.0 s after the "     \
    "answer"

TEST(ack_none)
{
    facts = ended(SIDE_B, 32 * S);
    facts.n_answer_repeats = 10;
    facts.answer_repeat = at(41 * S + 500 * MS);
    assert_cause(
        call_cause_no_ack, BYE_OF_CALLED
        ": the 2xx was repeated 10 times, so no ACK came (64*T1). "
        "The ACK in frame 10021 was lost behind the capture, or does not fit "
        "its dialog.\nCapture at the called side: does that ACK arrive, with "
        "the tags of the 2xx?");
    facts.route.answer_to = facts.route.ack_to = host(2);
    facts.route.answer_from = facts.route.invite_to = host(9);
    assert_cause(
        call_cause_no_ack, BYE_OF_CALLED
        ": the 2xx was repeated 10 times, so no ACK came (64*T1). The ACK in "
        "frame 10021 reached 192.0.2.2, which sent none to 192.0.2.9.\n"
        "Correct how 192.0.2.2 routes an ACK within a dialog (RFC 3261 "
        "16.4).");
    facts.ack.frame = 0;
    assert_cause(call_cause_no_ack_silent,
                 "The 2xx of the called side 192.0.2.2 in frame 10001 was "
                 "repeated 10 times over 31.5 s, "
                 "and neither ACK nor BYE followed.\nLook at what the caller "
                 "makes of Contact and Record-Route of the 2xx, and whether it "
                 "can reach them (NAT, DNS, firewall).");
}

/* What the BYE says, of a session of 1800 s that was armed at the answer. */
TEST(bye_named)
{
    static char said[] = "Reason: x";

    facts = ended(SIDE_A, 32 * S);
    facts.bye_reason.text = said;
    assert_cause(call_cause_media_named,
                 BYE_OF_CALLER ": its reason names the media (Reason: x).");
    assert_cause(call_cause_asterisk_media, BYE_OF_CALLER
                 ": its reason (Reason: x) is Asterisk's for an rtp_timeout "
                 "that has run out: nothing of the called side 192.0.2.2 "
                 "reached it.");
    assert_cause(call_cause_failure_named,
                 BYE_OF_CALLER ": its reason names a failure (Reason: x).");
    assert_cause(call_cause_hung_up, BYE_OF_CALLER " (Reason: x).");
    facts.timer_seen = true;
    facts.interval_s = 1800;
    facts.refresh = facts.answer;
    assert_cause(call_cause_timer_named, BYE_OF_CALLER
                 ", 32.0 s after the last 2xx of a 1800 s session: its reason "
                 "names the session timer (Reason: x).");
}

/* 1800 s are 30 min; from two minutes on a time has minutes. */
TEST(bye_timer)
{
    facts = ended(SIDE_A, 1800 * S);
    facts.timer_seen = true;
    facts.interval_s = 1800;
    facts.refresh = at(10 * S);
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_cause(
        call_cause_timer,
        "BYE from the caller 192.0.2.1 in frame 1810001, 30 min 0 s after the "
        "answer, 30 min 0 s after the last 2xx of a 1800 s session: the other "
        "side had to refresh the session, and did not.");
    facts.refresh = at(1690 * S + 100 * MS);
    facts.dialog = SESSION_DIALOG_BYE_SELF;
    facts.bye_by_microsoft = true;
    assert_cause(
        call_cause_timer,
        "BYE from the caller 192.0.2.1 in frame 1810001, 30 min 0 s after the "
        "answer, 119.9 s after the last 2xx of a 1800 s session: it had to "
        "refresh the session, and hung up.\nSet EnableSessionTimer on the "
        "trunk (Set-CsTrunkConfiguration -EnableSessionTimer $true), or have "
        "the other side refresh.");
    facts.refresh = at(1690 * S);
    assert_cause(call_cause_refresh_failed,
                 "BYE from the caller 192.0.2.1 in frame 1810001, 30 min 0 s "
                 "after the answer, 2 min 0 s after the last 2xx of a 1800 s "
                 "session: the refresh, due at half of it, failed.");
}

TEST(bye_media)
{
    facts = ended(SIDE_A, 32 * S);
    facts.generation = PRODUCT_GENERATION_LYNC;
    facts.rtcp_silence_ns[SIDE_B] = 31 * S;
    assert_cause(call_cause_media, BYE_OF_CALLER
                 ": the called side 192.0.2.2 had sent neither RTP nor RTCP "
                 "for about the limit of 30 s.\nFind out why it fell silent. "
                 "Set-CsTrunkConfiguration "
                 "-RTCPActiveCalls $false stops this check; add "
                 "-EnableSessionTimer $true, so that dead calls still end.");
    assert_cause(call_cause_rtcp, BYE_OF_CALLER
                 ": RTP of the called side 192.0.2.2 flowed without RTCP for "
                 "31.0 s; consistent with RTCPActiveCalls.\n"
                 "Let it send RTCP (to RTP's port plus one). "
                 "Set-CsTrunkConfiguration "
                 "-RTCPActiveCalls $false stops this check; add "
                 "-EnableSessionTimer $true, so that dead calls still end.");
    facts.held = true;
    assert_cause(call_cause_rtcp, BYE_OF_CALLER
                 ": RTP of the called side 192.0.2.2 flowed without RTCP for "
                 "31.0 s on a held call; consistent with RTCPCallsOnHold.\n"
                 "Let the held side send RTCP. Set-CsTrunkConfiguration "
                 "-RTCPCallsOnHold $false stops this "
                 "check for held calls; add -EnableSessionTimer $true, so that "
                 "dead calls still end.");
}

/* The INVITE is sent at 1 s. */
TEST(invite_not_answered)
{
    facts = ringing();
    facts.cancel = at(13 * S);
    assert_cause(call_cause_cancelled,
                 "The caller 192.0.2.1 cancelled in frame 13001, 12.0 s after "
                 "the INVITE "
                 "(last response: 180); the 487 is not in the capture.");
    facts.final = at(13 * S + 100 * MS);
    facts.final_status = 487;
    assert_cause(
        call_cause_terminated,
        "487 (request terminated) in frame 13101, 12.1 s after the INVITE "
        "(last response: 180); the CANCEL is not in the capture.");
    facts.final_status = 486;
    facts.provisional_status = 0;
    assert_cause(call_cause_final,
                 "486 (busy here) in frame 13101, 12.1 s after the INVITE.");
    facts.final_from = host(9);
    assert_cause(call_cause_final, "486 (busy here) from 192.0.2.9 in frame "
                                   "13101, 12.1 s after the INVITE.");
    facts.final = at(34 * S);
    facts.final_status = 504;
    facts.reliable = at(2 * S);
    assert_cause(
        call_cause_no_prack,
        "504 from 192.0.2.9 in frame 34001, 32.0 s after a provisional "
        "response that the called side 192.0.2.2 sent reliably (frame 2001) "
        "and repeated: no PRACK came; 32 s is 64*T1.");
    assert_cause(call_cause_no_response,
                 "The INVITE of the caller 192.0.2.1 in frame 1001 got no "
                 "response from the called "
                 "side 192.0.2.2 in 32 s.");
    facts.bye = at(20 * S);
    assert_cause(
        call_cause_early_bye,
        "BYE from one side in frame 20001 before the call was answered.");
}

/* The last frame is that of 2 s, the capture ends at 4000 s: 3998 s later. */
#define LAST " Its last frame is 2001; the capture ends 66 min 38 s after it."

TEST(capture_no_end)
{
    facts = ringing();
    facts.interval_s = 90;
    assert_cause(call_cause_no_signalling,
                 "The signalling is not visible (encrypted, or not captured), "
                 "so how the call ended is not known." LAST);
    assert_cause(call_cause_outlived,
                 "The 90 s session expired without a refresh, the call went "
                 "on, and the capture does not show its end." LAST);
    assert_cause(
        call_cause_still_up,
        "The call was up, and the capture does not show its end." LAST);
    assert_cause(call_cause_not_answered,
                 "Neither an answer nor a refusal is in the capture (last "
                 "response: 180)." LAST);
}
