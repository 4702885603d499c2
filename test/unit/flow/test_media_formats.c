/* Tests of the payload types of m-lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_formats.h"

#include <string.h>

#include "sdp_parse.h"
#include "unit_test.h"

static struct sdp sdp; /* too large for the stack */
static GHashTable *set;

BEFORE_EACH()
{
    set = media_formats_new();
}

AFTER_EACH()
{
    g_hash_table_destroy(set);
}

static const struct media_formats *formats_of(const char *lines)
{
    g_autofree char *text =
        g_strconcat("v=0\r\nc=IN IP4 192.0.2.1\r\n", lines, NULL);

    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    return media_formats_get(set, &sdp.media[0]);
}

/* The audio example of RFC 8866 6.6. */
TEST(rfc_8866)
{
    const struct media_formats *formats =
        formats_of("m=audio 49230 RTP/AVP 96 97 98 0\r\na=rtpmap:96 L8/8000\r\n"
                   "a=rtpmap:97 L16/8000\r\na=rtpmap:98 L16/11025/2\r\n");

    g_assert_cmpint(formats->kind, ==, MEDIA_KIND_AUDIO);
    g_assert_false(formats->is_secure || formats->may_be_secure);
    g_assert_true(payload_type_set_has(&formats->listed, 0));
    g_assert_cmpuint(formats->n, ==, 3);
    g_assert_cmpstr(formats->formats[2].name, ==, "L16");
    g_assert_cmpuint(formats->formats[2].payload_type, ==, 98);
    g_assert_cmpuint(formats->formats[2].clock_rate_hz, ==, 11025);
    g_assert_cmpuint(formats->formats[2].channels, ==, 2);
}

/* RFC 3711 and RFC 5763 encrypt; a=crypto with RTP/AVP may be refused. */
TEST(secure)
{
    const struct media_formats *formats =
        formats_of("m=audio 1 RTP/SAVP 0\r\n");

    g_assert_true(formats->is_secure && formats->may_be_secure);
    formats = formats_of("m=audio 1 RTP/AVP 0\r\na=crypto:1 x inline:x\r\n");
    g_assert_true(!formats->is_secure && formats->may_be_secure);
    formats = formats_of("m=audio 1 RTP/AVP 0\r\na=fingerprint:sha-1 0\r\n");
    g_assert_true(formats->is_secure && formats->may_be_secure);
}

TEST(same)
{
    const char *opus = "m=audio 1 RTP/AVP 114\r\na=rtpmap:114 opus/48000/2\r\n";
    const struct media_formats *formats = formats_of(opus);

    g_assert_true(formats_of(opus) == formats);
    g_assert_true(formats_of("m=audio 1 RTP/AVP 114\r\n"
                             "a=rtpmap:114 opus/16000/2\r\n") != formats);
    g_assert_null(formats_of("m=image 1 udptl t38\r\n"));
}

/* A name of 31 bytes fits, one of 32 is truncated. */
TEST(long_name)
{
    const char *name = "abcdefghijklmnopqrstuvwxyz012345";
    g_autofree char *line = g_strconcat("m=audio 1 RTP/AVP 96\r\na=rtpmap:96 ",
                                        name, "/8000\r\n", NULL);

    g_assert_cmpuint(strlen(formats_of(line)->formats[0].name), ==, 31);
}

TEST(bound)
{
    for (int i = 0; i < MEDIA_FORMATS_MAX; i++) {
        g_autofree char *line = g_strdup_printf(
            "m=audio 1 RTP/AVP 96\r\na=rtpmap:96 x%d/8000\r\n", i);

        g_assert_nonnull(formats_of(line));
    }
    g_assert_null(formats_of("m=audio 1 RTP/AVP 96\r\na=rtpmap:96 y/8000\r\n"));
    g_assert_nonnull(
        formats_of("m=audio 1 RTP/AVP 96\r\na=rtpmap:96 x0/8000\r\n"));
}
