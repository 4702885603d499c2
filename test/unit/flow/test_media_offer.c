/* Tests of what a session description declares for endpoints.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_offer.h"

#include "scene_host.h"
#include "sdp_parse.h"
#include "unit_test.h"

#define HEAD       "v=0\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 10.0.0.9\r\n"
#define HOST(host) "a=candidate:1 1 UDP 1 10.0.0." host " 5000 typ host\r\n"
#define DRAFT_06(user, component, address)                                     \
    "a=candidate:" user " " component " password UDP 0.830 " address " 5000\r" \
    "\n"

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

/* SIDE of call 3 sends TEXT from 10.0.0.SENDER. */
static void offer(enum side side, uint8_t sender, const char *text)
{
    struct endpoint from = at(sender, 5060);

    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    media_offer_note(&ends, 3, side, &sdp, &from);
}

static const struct media_end *end_at(uint8_t host)
{
    struct endpoint end = at(host, 5000);

    return media_ends_find(&ends, &end);
}

/* RFC 8839 5.2: the other side's candidate, which checks alone had shown. */
TEST(remote_candidates)
{
    const struct media_line *line;

    offer(SIDE_A, 1, HEAD HOST("1"));
    offer(SIDE_B, 2, HEAD HOST("2"));
    g_assert_null(end_at(7));
    offer(SIDE_A, 1,
          HEAD HOST("1") "a=remote-candidates:1 10.0.0.7 5000 2 10.0.0.8 5000"
                         "\r\n");
    g_assert_cmpuint(end_at(7)->call, ==, 3);
    g_assert_cmpint(end_at(7)->offered_by, ==, SIDE_B);
    g_assert_cmpint(end_at(7)->type, ==, SDP_CANDIDATE_PRFLX);
    g_assert_nonnull(end_at(7)->rtp);
    g_assert_null(end_at(8)->rtp); /* component 2 */
    line = media_ends_line(&ends, 3, 0);
    g_assert_cmpuint(line->chosen[SIDE_A].address[3], ==, 9);
    g_assert_cmpuint(line->chosen[SIDE_B].address[3], ==, 7);
}

/* One that was offered stays what it was. */
TEST(remote_candidates_offered)
{
    offer(SIDE_A, 1, HEAD HOST("1"));
    offer(SIDE_B, 2, HEAD HOST("2") HOST("4"));
    offer(SIDE_A, 1, HEAD "a=remote-candidates:1 10.0.0.2 5000\r\n");
    g_assert_cmpint(end_at(2)->type, ==, SDP_CANDIDATE_HOST);
    g_assert_cmpint(end_at(2)->offered_by, ==, SIDE_B);
    /* What it offers no more has been offered. */
    g_assert_cmpuint(media_ends_line(&ends, 3, 0)->n_candidates[SIDE_A], ==, 1);
    offer(SIDE_A, 1, HEAD);
    g_assert_cmpuint(media_ends_line(&ends, 3, 0)->n_candidates[SIDE_A], ==, 0);
}

/* Draft-06 names it by its user; the first component is that of RTP. */
TEST(remote_user)
{
    offer(SIDE_A, 1, HEAD DRAFT_06("one", "1", "10.0.0.1"));
    offer(SIDE_B, 2,
          HEAD DRAFT_06("two", "1", "10.0.0.2")
              DRAFT_06("two", "2", "10.0.0.3"));
    offer(SIDE_A, 1, HEAD "a=remote-candidate:none\r\n");
    g_assert_cmpuint(media_ends_line(&ends, 3, 0)->chosen[SIDE_B].family, ==,
                     0);
    offer(SIDE_A, 1, HEAD "a=remote-candidate:two\r\n");
    g_assert_cmpuint(media_ends_line(&ends, 3, 0)->chosen[SIDE_B].address[3],
                     ==, 2);
}

/* Draft-06 gives no type: the sender's own address is a host's. */
TEST(draft_host)
{
    offer(SIDE_A, 1,
          HEAD DRAFT_06("one", "1", "10.0.0.1")
              DRAFT_06("two", "1", "10.0.0.4"));
    g_assert_cmpint(end_at(1)->type, ==, SDP_CANDIDATE_HOST);
    g_assert_cmpint(end_at(4)->type, ==, SDP_CANDIDATE_UNKNOWN);
    /* The proxy passes it on. */
    offer(SIDE_A, 200, HEAD DRAFT_06("one", "1", "10.0.0.1"));
    g_assert_cmpint(end_at(1)->type, ==, SDP_CANDIDATE_HOST);
}

/* An allocation shows whose address a TURN server gives. */
TEST(draft_relay)
{
    struct endpoint client = at(1, 5000);
    struct endpoint relayed = at(4, 4000);

    media_ends_relay(&ends, &client, &relayed);
    offer(SIDE_A, 4, HEAD DRAFT_06("one", "1", "10.0.0.4"));
    g_assert_cmpint(end_at(4)->type, ==, SDP_CANDIDATE_RELAY);
}

/* Only where a check showed it, and only what was offered without a type. */
TEST(draft_reflexive)
{
    struct endpoint ends_of_hosts[] = {at(1, 5000), at(2, 5000), at(3, 5000)};

    offer(SIDE_A, 9, HEAD DRAFT_06("one", "1", "10.0.0.1"));
    offer(SIDE_B, 9, HEAD HOST("2"));
    FOR_EACH_ROW(i, ends_of_hosts)
        media_ends_reflexive(&ends, &ends_of_hosts[i]);
    g_assert_cmpint(end_at(1)->type, ==, SDP_CANDIDATE_SRFLX);
    g_assert_cmpint(end_at(2)->type, ==, SDP_CANDIDATE_HOST);
    g_assert_null(end_at(3));
}

/* Without a type it may be a relay, where media would run unseen. */
TEST(draft_other_way)
{
    offer(SIDE_A, 1, HEAD DRAFT_06("one", "1", "10.0.0.1"));
    g_assert_false(media_ends_line(&ends, 3, 0)->other_way[SIDE_A]);
    offer(SIDE_A, 1,
          HEAD DRAFT_06("one", "1", "10.0.0.1")
              DRAFT_06("two", "1", "10.0.0.4"));
    g_assert_true(media_ends_line(&ends, 3, 0)->other_way[SIDE_A]);
}
