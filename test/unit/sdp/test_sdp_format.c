/* Tests of payload types in SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_format.h"

#include "sip_test.h"
#include "unit_test.h"

static struct sdp_media media_of(const char *formats)
{
    struct sdp_media media = {0};

    sdp_format_read_list(&media, text_of(formats));
    return media;
}

/* Name, clock rate and channels by RFC 3551 6, tables 4 and 5. */
TEST(list_static)
{
    struct sdp_media media = media_of("0 9 13 10 34 19 96");

    g_assert_cmpuint(media.n_formats, ==, 7);
    assert_text(media.formats[0].name, "PCMU");
    g_assert_cmpuint(media.formats[0].clock_rate_hz, ==, 8000);
    g_assert_cmpuint(media.formats[0].channels, ==, 1);
    assert_text(media.formats[1].name, "G722");
    g_assert_cmpuint(media.formats[1].clock_rate_hz, ==, 8000);
    g_assert_true(media.formats[2].is_comfort_noise);
    g_assert_cmpuint(media.formats[3].clock_rate_hz, ==, 44100);
    g_assert_cmpuint(media.formats[3].channels, ==, 2);
    g_assert_cmpuint(media.formats[4].clock_rate_hz, ==, 90000);
    assert_text(media.formats[5].name, NULL); /* 19 is reserved */
    assert_text(media.formats[6].name, NULL);
    g_assert_cmpuint(media.formats[6].clock_rate_hz, ==, 0);
    g_assert_cmpuint(media.formats[6].channels, ==, 0);
}

TEST(list_bad)
{
    struct sdp_media media = media_of(" 127 x 128 0 127 -1 * 8");

    g_assert_cmpuint(media.n_formats, ==, 3);
    g_assert_cmpuint(media.formats[0].payload_type, ==, 127);
    g_assert_cmpuint(media.formats[1].payload_type, ==, 0);
    g_assert_cmpuint(media.formats[2].payload_type, ==, 8);
    g_assert_null(sdp_media_format(&media, 9));
    g_assert_true(sdp_media_format(&media, 8) == &media.formats[2]);
    g_assert_cmpuint(media_of("null").n_formats, ==, 0);
}

/* Limit - 1, limit, limit + 1 payload types. */
TEST(list_bound)
{
    GString *formats = g_string_new("");

    for (unsigned n = 1; n <= SDP_MAX_FORMATS + 1; n++) {
        struct sdp_media media;

        g_string_append_printf(formats, " %u", n);
        media = media_of(formats->str);
        g_assert_cmpuint(media.n_formats, ==, MIN(n, SDP_MAX_FORMATS));
        g_assert_cmpint(media.more_formats, ==, n > SDP_MAX_FORMATS);
    }
    g_string_free(formats, TRUE);
}

/* The names Lync gives ([MS-RTP] 2.2.1, [MS-SDPEXT]). */
TEST(rtpmap_lync)
{
    struct sdp_media media = media_of("117 118 101 97 0");

    sdp_format_read_rtpmap(&media, text_of("117 G722/8000/2"));
    sdp_format_read_rtpmap(&media, text_of("118 cn/16000"));
    sdp_format_read_rtpmap(&media, text_of("101 Telephone-Event/8000"));
    sdp_format_read_rtpmap(&media, text_of(" 97  RED/8000 "));
    sdp_format_read_rtpmap(&media, text_of("97 x-msrta/16000"));
    sdp_format_read_rtpmap(&media, text_of("0 PCMU/8000/"));
    sdp_format_read_rtpmap(&media, text_of("96 x/8000"));

    assert_text(media.formats[0].name, "G722");
    g_assert_cmpuint(media.formats[0].channels, ==, 2);
    g_assert_true(media.formats[1].is_comfort_noise);
    g_assert_cmpuint(media.formats[1].clock_rate_hz, ==, 16000);
    g_assert_true(media.formats[2].is_telephone_event);
    assert_text(media.formats[3].name, "RED");
    g_assert_cmpuint(media.formats[3].channels, ==, 1);
    g_assert_true(media.formats[4].rtpmap_present);
    g_assert_cmpuint(media.formats[4].channels, ==, 1);
    g_assert_cmpuint(media.n_formats, ==, 5);
}

/* A static number may be given another meaning; 13 is then no CN. */
TEST(rtpmap_over_static)
{
    struct sdp_media media = media_of("13");

    sdp_format_read_rtpmap(&media, text_of("13 foo/48000"));
    g_assert_false(media.formats[0].is_comfort_noise);
    g_assert_cmpuint(media.formats[0].clock_rate_hz, ==, 48000);
}

TEST(rtpmap_bad)
{
    static const char *const bad[] = {
        "", "96", "96 foo", "96 foo/", "96 /8000", "x foo/8000", "96 foo/x"};
    struct sdp_media media = media_of("96");

    FOR_EACH_ROW(i, bad)
        sdp_format_read_rtpmap(&media, text_of(bad[i]));
    g_assert_false(media.formats[0].rtpmap_present);
    assert_text(media.formats[0].name, NULL);
    sdp_format_read_rtpmap(&media, text_of("96 foo/99999999999/300"));
    g_assert_cmpuint(media.formats[0].clock_rate_hz, ==, UINT32_MAX);
    g_assert_cmpuint(media.formats[0].channels, ==, 255);
}
