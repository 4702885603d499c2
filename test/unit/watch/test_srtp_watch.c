/* Tests of collecting SRTP keys and decrypting.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_watch.h"

#include "analysis_scene.h"
#include "srtp_scene.h"

#define S80 "AES_CM_128_HMAC_SHA1_80"

/* A call whose sides offer and answer the keys 1 and 2. OFFER and ANSWER are
 * further lines of SDP; NULL: no keys at all. */
static void begin(const char *offer, const char *answer)
{
    const char *more[N_SIDES] = {offer, answer};

    scene_begin();
    scene->analysis->srtp = srtp_new();
    for (uint8_t side = 0; side < N_SIDES; side++) {
        char *line = crypto_line("crypto", S80, side + 1, "|2^31");
        char *attributes = g_strconcat("sendrecv\r\n", line, more[side], NULL);

        scene->direction = more[side] != NULL ? attributes : "sendrecv";
        if (side == SIDE_A)
            scene_invite(&one, "");
        else
            scene_answer(&one, "");
        scene->direction = NULL;
        g_free(attributes);
        g_free(line);
    }
}

/* Packet SEQ from A to B under the key FILL, of which the capture lacks N_CUT
 * bytes. Returns the result of opening it. */
static const struct srtp_opening *packet(uint8_t fill, uint16_t seq,
                                         unsigned n_cut)
{
    const struct srtp_opening *opening;
    struct media_stream *stream;
    struct sealed sealed;
    struct media_arrival arrival;

    seal(&sealed, S80, fill, 0, seq);
    arrival = scene_arrival(one.media[SIDE_A], one.media[SIDE_B], sealed.octets,
                            (unsigned)sealed.packet.n);
    arrival.captured_bytes -= n_cut;
    arrival.flow = media_flow_get(&scene->analysis->streams, &arrival.path);
    opening = srtp_watch_open(scene->analysis, &arrival);
    stream = media_stream_get(&scene->analysis->streams, arrival.flow,
                              arrival.path.direction, SCENE_SSRC);
    if (opening == NULL)
        srtp_watch_on_closed(scene->analysis, stream, &arrival);
    scene_frame_done();
    return opening;
}

/* Packets FIRST to 49 under a key that is not in SDP; the capture lacks N_CUT
 * bytes of each. Asserts that none is opened and N_FOUND findings are added. */
static void assert_closed(uint16_t first, unsigned n_cut, unsigned n_found)
{
    for (uint16_t seq = first; seq < 50; seq++)
        g_assert_null(packet(3, seq, n_cut));
    g_assert_cmpuint(scene_n_found(FINDING_SRTP_NO_KEY_FITS), ==, n_found);
}

/* Disabled: no keys are stored, nothing is decrypted. */
TEST(off)
{
    struct sip_message message = {.sdp_present = true};
    struct sealed sealed;
    struct media_arrival arrival;

    g_assert_null(scene->analysis->srtp);
    srtp_watch_on_message(scene->analysis, 0, &message);
    seal(&sealed, S80, 1, 0, 1);
    arrival = scene_arrival(at(1, 5000), at(2, 5000), sealed.octets,
                            (unsigned)sealed.packet.n);
    g_assert_null(srtp_watch_open(scene->analysis, &arrival));
}

TEST(setting)
{
    const struct analysis_settings settings = {.open_srtp = true};
    struct analysis *analysis = analysis_new(&settings);

    g_assert_nonnull(analysis->srtp);
    analysis_free(analysis);
}

/* Both parts of a multipart/alternative have keys. */
TEST(both_parts)
{
    char *line = crypto_line("crypto", S80, 1, "");
    char *other = crypto_line("crypto", S80, 2, "");
    struct sip_message message = {.sdp_present = true,
                                  .sdp = text_of(line),
                                  .sdp_fallback = text_of(other)};

    scene->analysis->srtp = srtp_new();
    srtp_watch_on_message(scene->analysis, 0, &message);
    g_assert_cmpuint(scene->analysis->srtp->keys.all->len, ==, 2);
    g_free(line);
    g_free(other);
}

/* Keys belong to the call of the endpoints. */
TEST(opened)
{
    begin("", "");
    g_assert_cmpuint(
        srtp_keys_of_call(&scene->analysis->srtp->keys, scene->said.call)->len,
        ==, 2);
    g_assert_nonnull(packet(1, 1, 0));
    g_assert_null(packet(1, 2, 1)); /* cut */
    g_assert_null(packet(3, 3, 0));
    g_assert_nonnull(packet(1, 4, 0));
    assert_closed(5, 0, 0);
}

/* One finding per stream, without the keys in its text. */
TEST(no_key_fits)
{
    const struct finding *found;

    begin("", "");
    assert_closed(1, 0, 1);
    found = scene_found(FINDING_SRTP_NO_KEY_FITS);
    g_assert_cmpuint(found->frame, ==, 2 + SRTP_HOPELESS_PACKETS);
    g_assert_cmpuint(found->stream, ==, 0);
    g_assert_cmpint(found->severity, ==, FINDING_NOTE);
    g_assert_cmpstr(found->text, ==,
                    "10.0.0.1:5000 to 10.0.0.2:5000, SSRC 0x005ea1ed: SDP "
                    "gives 2 keys for this call, but the tags of 16 packets in "
                    "a row fit none of them");
}

/* Nothing is reported of packets that the capture cuts, if the answer has no
 * keys (the offer left it open), or if DTLS may give other keys. */
TEST(no_key_due)
{
    begin("", "");
    assert_closed(1, 1, 0);
    begin("", NULL);
    assert_closed(1, 0, 0);
    begin("a=fingerprint:SHA-256 00\r\n", "a=fingerprint:SHA-256 00\r\n");
    assert_closed(1, 0, 0);
}

/* The receiver alone tells the call, too: keys of its call are tried. */
TEST(opened_by_receiver)
{
    const struct srtp_stream *stream;
    struct media_arrival arrival;
    struct srtp_stream_id id;
    struct sealed sealed;

    begin("", "");
    seal(&sealed, S80, 9, 0, 1);
    arrival = scene_arrival(at(77, 7), one.media[SIDE_B], sealed.octets,
                            (unsigned)sealed.packet.n);
    g_assert_null(srtp_watch_open(scene->analysis, &arrival));
    id = (struct srtp_stream_id){.ends = {at(77, 7), one.media[SIDE_B]},
                                 .ssrc = SCENE_SSRC,
                                 .kind = SRTP_RTP};
    stream = srtp_stream_find(scene->analysis->srtp, &id);
    g_assert_nonnull(stream);
    g_assert_cmpuint(stream->n_keys, ==, 2);
}
