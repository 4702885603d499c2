/* Tests of reading whole session descriptions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_parse.h"

#include "sip_test.h"
#include "unit_test.h"

#define N_MUTATIONS   20000
#define MUTATION_SEED 8866
#define MAX_BYTES     (48 * 1024) /* what a caller's stack is asked for */

/* A Lync 2013 client offers audio and video. */
static const char lync_offer[] =
    "v=0\r\n"
    "o=- 0 1 IN IP4 192.0.2.56\r\n"
    "s=session\r\n"
    "c=IN IP4 192.0.2.56\r\n"
    "b=CT:99980\r\n"
    "t=0 0\r\n"
    "a=x-mediabw:main-video send=4000;recv=4000\r\n"
    "m=audio 15676 RTP/SAVP 117 114 104 9 112 111 0 8 116 115 103 97 13 118 "
    "101\r\n"
    "a=x-ssrc-range:1330447912-1330447912\r\n"
    "a=rtcp-fb:* x-message app send:dsh recv:dsh\r\n"
    "a=rtcp-rsize\r\n"
    "a=label:main-audio\r\n"
    "a=ice-ufrag:M+7x\r\n"
    "a=candidate:1 1 UDP 2130706431 192.0.2.56 15676 typ host \r\n"
    "a=candidate:1 2 UDP 2130705918 192.0.2.56 15681 typ host \r\n"
    "a=x-candidate-ipv6:3 1 UDP 33553407 2001:db8::7cf9 2936 typ host \r\n"
    "a=candidate:4 1 TCP-ACT 1684797951 192.0.2.56 15676 typ srflx raddr "
    "192.0.2.56 rport 15676 \r\n"
    "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:I02Vheh4|2^31|1:1\r\n"
    "a=rtcp:15681\r\n"
    "a=rtpmap:117 G722/8000/2\r\n"
    "a=rtpmap:114 x-msrta/16000\r\n"
    "a=fmtp:114 bitrate=29000\r\n"
    "a=rtpmap:97 RED/8000\r\n"
    "a=rtpmap:13 CN/8000\r\n"
    "a=rtpmap:118 CN/16000\r\n"
    "a=rtpmap:101 telephone-event/8000\r\n"
    "m=video 12852 RTP/SAVP 122 121 123\r\n"
    "a=x-ssrc-range:1330447913-1330448012\r\n"
    "a=label:main-video\r\n"
    "a=rtpmap:122 X-H264UC/90000\r\n"
    "a=rtpmap:121 x-rtvc1/90000\r\n"
    "a=rtpmap:123 x-ulpfecuc/90000\r\n";

static struct sdp sdp_of(const char *text)
{
    struct sdp sdp;

    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    return sdp;
}

/* The first medium of a description with these session and media lines. The
 * text stays until the next call. */
static struct sdp_media media_of(const char *session, const char *media)
{
    static char *text;
    struct sdp sdp;

    g_free(text);
    text = g_strconcat("v=0\r\n", session, "m=audio 5000 RTP/AVP 0\r\n", media,
                       NULL);
    sdp = sdp_of(text);
    g_assert_cmpuint(sdp.n_media, ==, 1);
    return sdp.media[0];
}

static void assert_listed(const struct sdp_media *media, unsigned n,
                          const uint8_t *payload_types)
{
    struct payload_type_set wanted = {{0}};

    for (unsigned i = 0; i < n; i++)
        payload_type_set_add(&wanted, payload_types[i]);
    g_assert_cmpmem(&media->listed, sizeof wanted, &wanted, sizeof wanted);
}

/* What was there before is not seen: memory is used again. */
TEST(over_an_older_one)
{
    static struct sdp sdp;
    const struct sdp_media *media = &sdp.media[0];

    memset(&sdp, 0xA5, sizeof sdp);
    g_assert_cmpint(sdp_parse(text_of("v=0\nm=audio 9000 RTP/AVP 0\n"), &sdp),
                    ==, SDP_PARSE_OK);
    g_assert_cmpuint(sdp.n_media, ==, 1);
    g_assert_true(media->is_rtp);
    g_assert_false(media->is_secure || media->is_image ||
                   media->hold_by_address || media->rtcp_present ||
                   media->crypto_present || media->fingerprint_present);
    g_assert_cmpint(media->kind, ==, MEDIA_KIND_AUDIO);
    g_assert_cmpint(media->direction, ==, 0);
    g_assert_cmpuint(media->rtp.family, ==, 0);
    g_assert_cmpuint(media->rtp.port, ==, 9000);
    g_assert_cmpuint(media->rtcp.family + media->remote_rtp.family +
                         media->remote_rtcp.family,
                     ==, 0);
    g_assert_null(media->remote_user.start);
    g_assert_cmpuint(media->n_formats + media->n_candidates + media->n_ssrcs,
                     ==, 0);
    g_assert_true(payload_type_set_has(&media->listed, 0));
    g_assert_false(payload_type_set_has(&media->listed, 1) ||
                   payload_type_set_has(&media->named, 0) ||
                   payload_type_set_has(&media->noise, 0));
}

TEST(lync_audio)
{
    struct sdp sdp = sdp_of(lync_offer);
    const struct sdp_media *audio = &sdp.media[0];

    g_assert_cmpuint(sdp.n_media, ==, 2);
    g_assert_cmpuint(audio->rtp.port, ==, 15676);
    g_assert_true(audio->is_rtp && audio->crypto_present);
    g_assert_false(audio->is_image);
    g_assert_true(audio->is_secure);
    g_assert_cmpint(audio->kind, ==, MEDIA_KIND_AUDIO);
    g_assert_cmpuint(audio->n_formats, ==, 6);
    g_assert_cmpuint(audio->rtp.address[3], ==, 56);
    g_assert_cmpint(audio->direction, ==, MEDIA_SENDRECV);
    g_assert_false(audio->hold_by_address);
    g_assert_true(audio->rtcp_present);
    g_assert_cmpuint(audio->rtcp.port, ==, 15681);
    assert_listed(audio, 15,
                  (const uint8_t[]){117, 114, 104, 9, 112, 111, 0, 8, 116, 115,
                                    103, 97, 13, 118, 101});
    g_assert_true(payload_type_set_has(&audio->noise, 118));
    g_assert_true(payload_type_set_has(&audio->named, 101));
    g_assert_false(payload_type_set_has(&audio->named, 8));
    g_assert_cmpuint(audio->n_candidates, ==, 4);
    g_assert_cmpuint(audio->candidates[1].component, ==, 2);
    g_assert_cmpuint(audio->candidates[1].end.port, ==, 15681);
    g_assert_cmpuint(audio->candidates[2].end.family, ==, 6);
}

TEST(lync_video)
{
    struct sdp sdp = sdp_of(lync_offer);
    const struct sdp_media *video = &sdp.media[1];

    g_assert_cmpint(video->kind, ==, MEDIA_KIND_VIDEO);
    g_assert_cmpuint(video->formats[1].clock_rate_hz, ==, 90000);
    g_assert_false(video->rtcp_present);
    assert_listed(video, 3, (const uint8_t[]){122, 121, 123});
    g_assert_cmpuint(video->n_candidates, ==, 0);
    g_assert_false(video->crypto_present);
    g_assert_cmpuint(video->rtp.address[3], ==, 56);
}

/* Words that are no payload types are passed over. */
TEST(media_payload_types)
{
    struct sdp sdp = sdp_of("v=0\nm=audio 5 RTP/AVP  127 x 128 0 127 -1 * 8");

    assert_listed(&sdp.media[0], 3, (const uint8_t[]){127, 0, 8});
}

/* That each of the transports is RTP, or is not. */
#define ASSERT_PROTOS(rtp, ...)                                                \
    do {                                                                       \
        const char *const protos[] = {__VA_ARGS__};                            \
        FOR_EACH_ROW(i, protos) {                                              \
            g_autofree char *text =                                            \
                g_strconcat("v=0\nm=audio 5 ", protos[i], " 0", NULL);         \
            struct sdp sdp = sdp_of(text);                                     \
            g_assert_cmpint(sdp.media[0].is_rtp, ==, rtp);                     \
            assert_listed(&sdp.media[0], rtp, (const uint8_t[]){0});           \
        }                                                                      \
    } while (0)

TEST(media_proto)
{
    ASSERT_PROTOS(true, "RTP/AVP", "RTP/AVPF", "TCP/RTP/AVP", "rtp/savp",
                  "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF",
                  "TCP/RTP/SAVP", "TCP/TLS/RTP/AVP");
    ASSERT_PROTOS(false, "UDP/TLS/UDPTL", "UDP/DTLS/SCTP", "udptl", "AVP",
                  "RTP", "RTP/AVP/x", "xRTP/AVP", "sip");
}

/* Fax, chat, desktop sharing; every m= line keeps its place. */
TEST(media_lines)
{
    struct sdp sdp = sdp_of("v=0\n"
                            "m=image 5000 udptl t38\n"
                            "m=message 5060 sip null\n"
                            "m=applicationsharing 50020 TCP/RTP/SAVP 127\n"
                            "m=application 9 UDP/DTLS/SCTP x\n"
                            "m=VIDEO 0 RTP/AVP 34\n"
                            "m=audio 65536 RTP/AVP 0\n"
                            "m=\n"
                            "m=audio 49170/2 RTP/AVP 0\n"
                            "m=audio 49170/0 RTP/AVP 0\n"
                            "m=audio 65535 RTP/AVP 0");
    static const unsigned ports[] = {5000, 5060, 50020, 9, 0,
                                     0,    0,    49170, 0, 65535};

    g_assert_cmpuint(sdp.n_media, ==, G_N_ELEMENTS(ports));
    FOR_EACH_ROW(i, ports) {
        g_assert_cmpuint(sdp.media[i].rtp.port, ==, ports[i]);
        g_assert_cmpint(sdp.media[i].is_image, ==, i == 0);
    }
    g_assert_false(sdp.media[5].is_rtp); /* its port cannot be read */
}

/* Limit and limit + 1 m= lines; what belongs to a dropped one harms none. */
TEST(media_bound)
{
    GString *text = g_string_new("v=0\r\n");
    struct sdp sdp;

    for (int i = 0; i < SDP_MAX_MEDIA; i++)
        g_string_append_printf(text, "m=audio %d RTP/AVP 0\r\n", 5000 + i);
    sdp = sdp_of(text->str);
    g_assert_cmpuint(sdp.n_media, ==, SDP_MAX_MEDIA);
    g_string_append(text, "m=video 1 RTP/AVP 34\r\na=inactive\r\n"
                          "c=IN IP4 192.0.2.1\r\n");
    sdp = sdp_of(text->str);
    g_assert_cmpuint(sdp.n_media, ==, SDP_MAX_MEDIA);
    g_assert_cmpuint(sdp.media[15].rtp.port, ==, 5015);
    g_assert_cmpint(sdp.media[15].direction, ==, MEDIA_SENDRECV);
    g_assert_cmpuint(sdp.media[15].rtp.family, ==, 0);
    g_string_free(text, TRUE);
}

/* RFC 8866 5.7, 6.7: the session's value until the medium has its own. */
TEST(levels_inheritance)
{
    struct sdp_media media =
        media_of("c=IN IP4 192.0.2.1/127\r\nc=IN IP4 192.0.2.9\r\n"
                 "a=recvonly\r\nb=AS:64\r\nb=RS:800\r\n",
                 "");

    g_assert_cmpuint(media.rtp.address[3], ==, 1);
    g_assert_cmpuint(media.rtp.port, ==, 5000);
    g_assert_cmpint(media.direction, ==, MEDIA_RECVONLY);
    g_assert_cmpuint(media.bandwidth.rs_bps, ==, 800);
    g_assert_false(media.bandwidth.rr_present);

    media = media_of("c=IN IP4 192.0.2.1\r\na=recvonly\r\nb=RS:64\r\n",
                     "c=IN IP6 2001:db8::2\r\na=sendrecv\r\nb=RS:128\r\n"
                     "b=RS:1\r\n");
    g_assert_cmpuint(media.rtp.family, ==, 6);
    g_assert_cmpuint(media.rtp.address[15], ==, 2);
    g_assert_cmpuint(media.rtp.port, ==, 5000);
    g_assert_cmpint(media.direction, ==, MEDIA_SENDRECV);
    g_assert_cmpuint(media.bandwidth.rs_bps, ==, 128);
}

/* RFC 3556 2: both shares 0 switch RTCP off; one of them does not. */
TEST(rtcp_off)
{
    struct sdp_media media = media_of("", "b=RS:0\r\nb=RR:0\r\n");

    g_assert_true(sdp_media_rtcp_off(&media));
    media = media_of("b=RR:0\r\n", "b=RS:0\r\n");
    g_assert_true(sdp_media_rtcp_off(&media));
    media = media_of("b=RR:0\r\nb=RS:0\r\n", "b=RS:600\r\n");
    g_assert_false(sdp_media_rtcp_off(&media));
    media = media_of("", "b=RS:0\r\n");
    g_assert_false(sdp_media_rtcp_off(&media));
    media = media_of("", "b=RS:\r\nb=RR:x\r\nb=RR\r\nb=TIAS:0\r\n");
    g_assert_false(sdp_media_rtcp_off(&media));
}

/* RFC 3264 8.4: 0.0.0.0 was hold before there was a direction. RFC 8840: with
 * ICE that trickles it is not. */
TEST(hold_by_address)
{
    struct sdp_media media = media_of("c=IN IP4 0.0.0.0\r\n", "");
    struct sdp sdp;

    g_assert_true(media.hold_by_address);
    g_assert_cmpint(media.direction, ==, MEDIA_SENDRECV);
    media = media_of("c=IN IP4 0.0.0.0\r\n", "c=IN IP4 192.0.2.1\r\n");
    g_assert_false(media.hold_by_address);
    media = media_of("c=IN IP4 0.0.0.0\r\n",
                     "a=candidate:1 1 UDP 1 192.0.2.1 5 typ host\r\n");
    g_assert_false(media.hold_by_address);
    sdp = sdp_of("v=0\nc=IN IP4 0.0.0.0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n"
                 "a=rtcp:9 IN IP4 0.0.0.0\na=rtcp-mux");
    g_assert_false(sdp.media[0].hold_by_address);
    media = media_of("", "");
    g_assert_false(media.hold_by_address);
    sdp = sdp_of("v=0\nc=IN IP4 0.0.0.0\nm=audio 5000 RTP/AVP 0\n"
                 "c=IN IP4 192.0.2.1\nm=video 5002 RTP/AVP 31");
    g_assert_false(sdp.media[0].hold_by_address);
    g_assert_true(sdp.media[1].hold_by_address);
}

TEST(not_sdp)
{
    static const char *const texts[] = {
        "", "\r\n", "x", "v", "o=- 1 2\r\n", "<?xml version=\"1.0\"?>"};
    struct sdp sdp;

    FOR_EACH_ROW(i, texts) {
        g_assert_cmpint(sdp_parse(text_of(texts[i]), &sdp), ==,
                        SDP_PARSE_NOT_SDP);
        g_assert_cmpuint(sdp.n_media, ==, 0);
    }
    g_assert_cmpint(sdp_parse((struct text){0}, &sdp), ==, SDP_PARSE_NOT_SDP);
    g_assert_cmpuint(sdp_of("\r\n\nv=0\r\nm=audio 5 x").n_media, ==, 1);
    g_assert_cmpuint(sdp_of("v=0\nxm=audio 5 x\nm\nm:audio").n_media, ==, 0);
}

TEST(size)
{
    g_assert_cmpuint(sizeof(struct sdp), <, MAX_BYTES);
}

/* Every prefix in memory of its own, so that a read beyond it is seen. */
TEST(hostile_prefixes)
{
    for (size_t n = 0; n <= strlen(lync_offer); n++) {
        g_autofree char *copy = g_memdup2(lync_offer, n);
        struct text text = {copy, n};
        struct sdp sdp;

        g_assert_cmpint(sdp_parse(text, &sdp), ==,
                        n < 2 ? SDP_PARSE_NOT_SDP : SDP_PARSE_OK);
        g_assert_cmpuint(sdp.n_media, <=, 2);
    }
}

TEST(hostile_mutations)
{
    GRand *random = g_rand_new_with_seed(MUTATION_SEED);
    size_t length = strlen(lync_offer);

    for (int i = 0; i < N_MUTATIONS; i++) {
        g_autofree char *copy = mutated(random, lync_offer, length);
        struct sdp sdp;

        sdp_parse((struct text){copy, length}, &sdp);
        g_assert_cmpuint(sdp.n_media, <=, SDP_MAX_MEDIA);
    }
    g_rand_free(random);
}
