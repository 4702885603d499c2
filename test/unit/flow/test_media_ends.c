/* Tests of endpoints declared by SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_ends.h"

#include "media_offer.h"

#include "scene_host.h"
#include "sdp_parse.h"
#include "unit_test.h"

#define SDP_HEAD "v=0\r\no=- 0 0 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\n"

static struct sdp sdp; /* too large for the stack */
static struct media_ends ends;

BEFORE_EACH()
{
    media_ends_init(&ends);
}

AFTER_EACH()
{
    media_ends_clear(&ends);
}

static void offer(uint32_t call, const char *text)
{
    struct text whole = {text, strlen(text)};

    g_assert_cmpint(sdp_parse(whole, &sdp), ==, SDP_PARSE_OK);
    media_offer_note(&ends, call, SIDE_A, &sdp, &(struct endpoint){0});
}

static uint32_t call_at(uint8_t host, uint16_t port)
{
    struct endpoint end = at(host, port);

    return media_ends_call(&ends, &end);
}

/* RTP, and RTCP at the port above it (RFC 3550 11). */
TEST(offer_rtp_and_rtcp)
{
    offer(7, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(1, 5000), ==, 7);
    g_assert_cmpuint(call_at(1, 5001), ==, 7);
    g_assert_cmpuint(call_at(1, 5002), ==, NO_INDEX);
    g_assert_cmpuint(call_at(2, 5000), ==, NO_INDEX);
    g_assert_cmpuint(ends.n_bindings, ==, 0);
}

/* a=rtcp (RFC 3605) instead of the port above. */
TEST(offer_declared_rtcp)
{
    offer(0, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n"
                      "a=rtcp:5011\r\n");
    g_assert_cmpuint(call_at(1, 5011), ==, 0);
    g_assert_cmpuint(call_at(1, 5001), ==, NO_INDEX);
}

/* Only UDP candidates count (RFC 8839 5.1). */
TEST(offer_candidates)
{
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n"
                      "a=candidate:1 1 UDP 1 10.0.0.8 7000 typ host\r\n"
                      "a=candidate:2 1 TCP-PASS 1 10.0.0.9 7100 typ host\r\n");
    g_assert_cmpuint(call_at(8, 7000), ==, 3);
    g_assert_cmpuint(call_at(9, 7100), ==, NO_INDEX);
}

/* Port 0: the m-line is refused (RFC 3264 6). */
TEST(offer_refused)
{
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 0 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(1, 0), ==, NO_INDEX);
    g_assert_cmpuint(call_at(1, 1), ==, NO_INDEX);
}

/* An endpoint belongs to the latest call that declares it. */
TEST(offer_again)
{
    const char *text =
        SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n";

    offer(1, text);
    offer(2, text);
    g_assert_cmpuint(call_at(1, 5000), ==, 2);
}

/* Only a change counts as a binding. */
TEST(bind)
{
    struct endpoint end = at(1, 5000);
    struct media_session_entry *one = (void *)&ends; /* never dereferenced */
    struct media_session_entry *other = (void *)&sdp;

    g_assert_null(media_ends_find(&ends, &end));
    media_ends_bind(&ends, &end, one, SIDE_A);
    media_ends_bind(&ends, &end, one, SIDE_A);
    g_assert_cmpuint(ends.n_bindings, ==, 1);
    media_ends_bind(&ends, &end, one, SIDE_B);
    media_ends_bind(&ends, &end, other, SIDE_B);
    g_assert_cmpuint(ends.n_bindings, ==, 3);
    g_assert_true(media_ends_find(&ends, &end)->entry == other);
    g_assert_cmpint(media_ends_find(&ends, &end)->side, ==, SIDE_B);
    g_assert_cmpuint(media_ends_call(&ends, &end), ==, NO_INDEX);
}

static bool has_keys_at(uint8_t host, uint16_t port)
{
    struct endpoint end = at(host, port);

    return media_ends_find(&ends, &end)->has_keys;
}

/* Keys belong to an m-line, and the latest SDP counts. If DTLS is offered too,
 * the keys may come from it. */
TEST(offer_keys)
{
#define CRYPTO "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/SAVP 0\r\n" CRYPTO
                      "m=video 5010 RTP/AVP 31\r\n"
                      "m=audio 5020 RTP/SAVP 0\r\n" CRYPTO
                      "a=fingerprint:SHA-1 00\r\n");
    g_assert_true(has_keys_at(1, 5000));
    g_assert_true(has_keys_at(1, 5001));
    g_assert_false(has_keys_at(1, 5010));
    g_assert_false(has_keys_at(1, 5020));
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n");
    g_assert_false(has_keys_at(1, 5000));
}

#define ICE_HEAD                                                               \
    SDP_HEAD "c=IN IP4 10.0.0.9\r\nm=audio 5000 RTP/AVP 114\r\n"               \
             "a=rtpmap:114 opus/48000/2\r\n"
#define ICE_ANSWER                                                             \
    SDP_HEAD "c=IN IP4 10.0.0.9\r\nm=audio 6000 RTP/AVP 114 0\r\n"             \
             "a=rtpmap:114 x-msrta/16000\r\n"
#define CANDIDATE(component, host, port)                                       \
    "a=candidate:1 " component " UDP 1 10.0.0." host " " port " typ host\r\n"

static void answer(uint32_t call, const char *text)
{
    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    media_offer_note(&ends, call, SIDE_B, &sdp, &(struct endpoint){0});
}

static enum media_pair pair_of(uint8_t a, uint16_t a_port, uint8_t b,
                               uint16_t b_port, uint8_t payload_type)
{
    const struct endpoint pair[] = {at(a, a_port), at(b, b_port)};

    return media_ends_pair(&ends, pair, payload_type);
}

/* RTP is possible between candidates of component 1 (RFC 8839 5.1), with
 * payload types that a side lists. */
TEST(pair_of_candidates)
{
    offer(1, ICE_HEAD CANDIDATE("1", "1", "7000") CANDIDATE("2", "1", "7001"));
    g_assert_cmpint(pair_of(1, 7000, 2, 8000, 114), ==, MEDIA_PAIR_ONE_END);
    g_assert_cmpint(pair_of(2, 8000, 1, 7000, 114), ==, MEDIA_PAIR_ONE_END);
    g_assert_cmpint(pair_of(1, 7000, 2, 8000, 0), ==, MEDIA_PAIR_UNKNOWN);
    g_assert_cmpint(pair_of(1, 7001, 2, 8000, 114), ==, MEDIA_PAIR_UNKNOWN);
    answer(1, ICE_ANSWER CANDIDATE("1", "2", "8000"));
    g_assert_cmpint(pair_of(1, 7000, 2, 8000, 114), ==, MEDIA_PAIR_BOTH_ENDS);
    g_assert_cmpint(pair_of(1, 7000, 2, 8000, 0), ==, MEDIA_PAIR_BOTH_ENDS);
    g_assert_cmpint(pair_of(1, 7000, 2, 8001, 0), ==, MEDIA_PAIR_UNKNOWN);
    g_assert_cmpint(pair_of(1, 7000, 9, 5000, 114), ==, MEDIA_PAIR_ONE_END);
}

/* Without candidates, Wireshark itself handles the endpoints of c= and m=. */
TEST(pair_without_ice)
{
    offer(1, ICE_HEAD);
    answer(1, ICE_ANSWER);
    g_assert_cmpint(pair_of(9, 5000, 9, 6000, 114), ==, MEDIA_PAIR_UNKNOWN);
}

/* Endpoints where ICE may have put RTP. */
TEST(has_ice)
{
    const struct endpoint pair[] = {at(2, 8000), at(1, 7000)};
    const struct endpoint plain[] = {at(9, 6000), at(2, 8000)};

    g_assert_false(media_ends_has_ice(&ends, pair));
    offer(1, ICE_HEAD CANDIDATE("1", "1", "7000"));
    offer(2, ICE_ANSWER);
    g_assert_true(media_ends_has_ice(&ends, pair));
    g_assert_false(media_ends_has_ice(&ends, plain));
}

static const char *name_to(uint8_t to, uint16_t to_port, uint8_t from,
                           uint16_t from_port)
{
    const struct endpoint pair[] = {at(to, to_port), at(from, from_port)};
    const struct media_formats *formats =
        media_ends_formats(&ends, &pair[0], &pair[1]);

    return formats != NULL ? formats->formats[0].name : NULL;
}

/* RFC 3264 5.1: payload type numbers are those of the receiving side. */
TEST(formats_of_receiver)
{
    offer(1, ICE_HEAD CANDIDATE("1", "1", "7000"));
    g_assert_cmpstr(name_to(1, 7000, 2, 8000), ==, "opus");
    g_assert_cmpstr(name_to(2, 8000, 1, 7000), ==, "opus"); /* usually */
    g_assert_null(name_to(2, 8000, 1, 7001));
    answer(1, ICE_ANSWER CANDIDATE("1", "2", "8000"));
    g_assert_cmpstr(name_to(2, 8000, 1, 7000), ==, "x-msrta");
    g_assert_cmpstr(name_to(3, 8888, 1, 7000), ==, "x-msrta");
    g_assert_cmpstr(name_to(1, 7000, 2, 8000), ==, "opus");
}

/* Only changes count as offers. */
TEST(offers_counted)
{
    const char *text = ICE_HEAD CANDIDATE("1", "1", "7000");
    uint32_t n_offers;

    offer(1, text);
    n_offers = ends.n_offers;
    g_assert_cmpuint(n_offers, >, 0);
    offer(1, text);
    g_assert_cmpuint(ends.n_offers, ==, n_offers);
    offer(1, ICE_ANSWER CANDIDATE("1", "1", "7000"));
    g_assert_cmpuint(ends.n_offers, >, n_offers);
}

/* What SDP says about RTP without ICE does not count, unless an endpoint stands
 * for another. */
TEST(offers_without_ice)
{
    struct endpoint client = at(4, 5000);
    struct endpoint relayed = at(9, 50000);

    offer(1, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n");
    g_assert_cmpuint(ends.n_offers, ==, 0);
    media_ends_relay(&ends, &client, &relayed);
    offer(2, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 5002 RTP/AVP 0\r\n");
    g_assert_cmpuint(ends.n_offers, >, 0);
}

/* What SDP declares for a relayed address holds for the TURN client, unless it
 * declares the client's own address. */
TEST(relayed_address)
{
    struct endpoint client = at(1, 50010);
    struct endpoint relayed = at(9, 40062);

    media_ends_relay(&ends, &client, &relayed);
    g_assert_cmpuint(call_at(1, 50010), ==, NO_INDEX);
    offer(3, SDP_HEAD "c=IN IP4 10.0.0.9\r\nm=audio 40062 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(1, 50010), ==, 3);
    g_assert_cmpuint(call_at(1, 50011), ==, NO_INDEX);
    offer(4, SDP_HEAD "c=IN IP4 10.0.0.1\r\nm=audio 50010 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(1, 50010), ==, 4);
    g_assert_cmpuint(call_at(9, 40062), ==, 3);
}

/* Who sends a packet is known by its source, else by its destination. */
TEST(sender)
{
    const struct endpoint offered = at(1, 7000);
    const struct endpoint stranger = at(2, 8000);
    enum side side = SIDE_UNKNOWN;

    offer(5, ICE_HEAD CANDIDATE("1", "1", "7000"));
    g_assert_cmpuint(media_ends_sender(&ends, &offered, &stranger, &side), ==,
                     5);
    g_assert_cmpint(side, ==, SIDE_A);
    g_assert_cmpuint(media_ends_sender(&ends, &stranger, &offered, &side), ==,
                     5);
    g_assert_cmpint(side, ==, SIDE_B);
    g_assert_cmpuint(media_ends_sender(&ends, &stranger, &stranger, &side), ==,
                     NO_INDEX);
}

/* A relay, or TCP: media may run where no check over UDP shows it. */
TEST(line_other_way)
{
    offer(5, ICE_HEAD CANDIDATE("1", "1", "7000"));
    g_assert_cmpuint(media_ends_line(&ends, 5, 0)->n_candidates[SIDE_A], ==, 1);
    g_assert_false(media_ends_line(&ends, 5, 0)->other_way[SIDE_A]);
    g_assert_null(media_ends_line(&ends, 5, 1));
    g_assert_null(media_ends_line(&ends, 4, 0));
    offer(5, ICE_HEAD
          "a=candidate:1 1 UDP 1 10.0.0.3 7000 typ relay raddr 10.0.0.1 "
          "rport 7000\r\n");
    g_assert_true(media_ends_line(&ends, 5, 0)->other_way[SIDE_A]);
    offer(5, ICE_HEAD "a=candidate:1 1 TCP-ACT 1 10.0.0.3 7000 typ host\r\n");
    g_assert_true(media_ends_line(&ends, 5, 0)->other_way[SIDE_A]);
}

/* Whether SSRC sends PAYLOAD_TYPE by SDP; then from host 20 to host 21, PORT.
 */
static bool prove(uint32_t ssrc, uint8_t payload_type, uint16_t port)
{
    const struct endpoint from = at(20, 50000);
    const struct endpoint to = at(21, port);
    struct media_ssrc_owner owner;

    if (!media_ends_of_ssrc(&ends, ssrc, payload_type, &owner))
        return false;
    media_ends_prove(&ends, &owner, &from, &to);
    return true;
}

/* The m-line's payload types decide with the SSRC (RFC 5576); what SDP says of
 * the two sides then holds where they were seen. */
TEST(prove_by_ssrc)
{
    offer(5, ICE_HEAD "a=x-ssrc-range:1000-1099\r\n");
    answer(5, ICE_ANSWER CANDIDATE("1", "1", "7000"));
    g_assert_false(prove(999, 114, 6000));
    g_assert_false(prove(1000, 99, 6000));
    g_assert_cmpuint(call_at(20, 50000), ==, NO_INDEX);
    g_assert_true(prove(1000, 114, 6000));
    g_assert_cmpuint(call_at(20, 50000), ==, 5);
    g_assert_cmpuint(call_at(21, 6000), ==, 5);
    g_assert_cmpint(pair_of(20, 50000, 21, 6000, 0), ==, MEDIA_PAIR_BOTH_ENDS);
}

/* A payload type that only the answer lists. */
TEST(prove_by_answer)
{
    offer(5, ICE_HEAD "a=ssrc:1000 cname:x\r\n");
    answer(5, "v=0\r\nm=audio 7000 RTP/AVP 96\r\nc=IN IP4 10.0.0.2\r\n");
    g_assert_false(prove(1000, 95, 6000));
    g_assert_true(prove(1000, 96, 6000));
}

/* A TURN server's port serves others, too. */
TEST(prove_not_a_server)
{
    offer(5, ICE_HEAD "a=ssrc:1000 cname:x\r\n");
    answer(5, ICE_ANSWER);
    g_assert_true(prove(1000, 114, TURN_PORT));
    g_assert_true(prove(1000, 114, TURN_PORT_HTTPS));
    g_assert_cmpuint(call_at(21, TURN_PORT), ==, NO_INDEX);
    g_assert_cmpuint(call_at(21, TURN_PORT_HTTPS), ==, NO_INDEX);
    g_assert_cmpuint(call_at(20, 50000), ==, 5);
}

/* What SDP says of an endpoint itself counts more, whenever it comes. */
TEST(prove_not_declared)
{
    offer(5, ICE_HEAD "a=ssrc:1000 cname:x\r\n");
    answer(5, ICE_ANSWER);
    offer(6, SDP_HEAD "c=IN IP4 10.0.0.20\r\nm=audio 50000 RTP/AVP 0\r\n");
    g_assert_true(prove(1000, 114, 6000));
    g_assert_cmpuint(call_at(20, 50000), ==, 6);
    offer(7, SDP_HEAD "c=IN IP4 10.0.0.21\r\nm=audio 6000 RTP/AVP 0\r\n");
    g_assert_cmpuint(call_at(21, 6000), ==, 7);
}

/* RFC 9143 9.2: audio and video at one address and port. Both list 101. */
TEST(kind_of_a_bundle)
{
    const struct endpoint end = at(1, 5000), other = at(2, 5000);

    offer(7, SDP_HEAD "c=IN IP4 10.0.0.1\r\na=group:BUNDLE 0 1\r\n"
                      "m=audio 5000 RTP/AVP 111 101\r\na=mid:0\r\n"
                      "m=video 5000 RTP/AVP 96 101\r\na=mid:1\r\n");
    g_assert_cmpint(media_ends_kind(&ends, &end, 111), ==, MEDIA_KIND_AUDIO);
    g_assert_cmpint(media_ends_kind(&ends, &end, 96), ==, MEDIA_KIND_VIDEO);
    g_assert_cmpint(media_ends_kind(&ends, &end, 101), ==, MEDIA_KIND_UNKNOWN);
    g_assert_cmpint(media_ends_kind(&ends, &end, 8), ==, MEDIA_KIND_UNKNOWN);
    g_assert_cmpint(media_ends_kind(&ends, &other, 96), ==, MEDIA_KIND_UNKNOWN);
}
