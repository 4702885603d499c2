/* Tests of the codecs of an offer that was refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_codecs.h"

#include "unit_test.h"

/* Payload type 0 is PCMU, 8 is PCMA, 13 is comfort noise (RFC 3551 6). */
#define OFFER                                                                  \
    "v=0\r\nm=audio 7000 RTP/AVP 96 0 13 101 97\r\na=rtpmap:96 opus/48000/2\r" \
    "\na=rtpmap:101 telephone-event/8000\r\na=rtpmap:97 opus/48000\r\n"
#define ACCEPTED "v=0\r\nm=audio 0 RTP/AVP 8\r\n"

static char offer[] = OFFER;
static struct call_facts facts;

/* The facts after the response STATUS to INVITE number CSEQ. */
static void refuse(unsigned status, uint32_t cseq, const char *sdp)
{
    const struct call call = {
        .offers.exchanges[1] = {.used = true,
                                .method = SIP_METHOD_INVITE,
                                .cseq = 7,
                                .offer = offer,
                                .offer_bytes = sizeof offer - 1}};
    const struct sip_message message = {
        .method = SIP_METHOD_INVITE,
        .status_code = status,
        .cseq = cseq,
        .sdp_present = sdp != NULL,
        .sdp = text_of(sdp != NULL ? sdp : ""),
    };

    facts = (struct call_facts){0};
    call_codecs_on_message(&call, &message, &facts);
}

TEST(refused)
{
    refuse(488, 7, NULL);
    g_assert_cmpstr(facts.offered, ==, "opus, PCMU");
    g_assert_cmpstr(facts.accepted, ==, "");
    refuse(606, 7, ACCEPTED);
    g_assert_cmpstr(facts.accepted, ==, "PCMA");
    refuse(415, 7, NULL); /* RFC 3261 21.4.13 */
    g_assert_cmpstr(facts.offered, ==, "opus, PCMU");
}

TEST(of_other_reasons)
{
    refuse(488, 8, NULL);
    g_assert_cmpstr(facts.offered, ==, "");
    refuse(486, 7, ACCEPTED);
    g_assert_cmpstr(facts.offered, ==, "");
    g_assert_cmpstr(facts.accepted, ==, "");
}
