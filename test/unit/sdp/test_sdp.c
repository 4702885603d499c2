/* Tests of what one medium of a session description says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp.h"

#include "unit_test.h"

#define HOST                                                                   \
    {                                                                          \
        SDP_ADDRESS_IPV4,                                                      \
        {                                                                      \
            192, 0, 2, 1                                                       \
        }                                                                      \
    }
#define OTHER_HOST                                                             \
    {                                                                          \
        SDP_ADDRESS_IPV4,                                                      \
        {                                                                      \
            192, 0, 2, 2                                                       \
        }                                                                      \
    }

/* RFC 3550 11: RTP's port and one; RFC 3605 2.1: that of a=rtcp, whose address
 * may be left out. 0 for the octet is no endpoint. */
TEST(rtcp_destination)
{
    static const struct {
        struct sdp_media media;
        uint8_t last_octet;
        uint16_t port;
    } rows[] = {
        {{.connection = HOST, .port = 1}, 1, 2},
        {{.connection = HOST, .port = 65534}, 1, 65535},
        {{.connection = HOST, .port = 65535}, 0, 0},
        {{.connection = HOST, .port = 0}, 0, 0},
        {{.connection = HOST, .port = 5000, .rtcp_present = true}, 0, 0},
        {{.connection = HOST,
          .port = 5000,
          .rtcp_present = true,
          .rtcp_port = 7000},
         1,
         7000},
        {{.connection = HOST,
          .port = 5000,
          .rtcp_present = true,
          .rtcp_port = 7000,
          .rtcp_address = OTHER_HOST},
         2,
         7000},
        {{.port = 5000}, 0, 0},
        {{.connection = {.family = SDP_ADDRESS_IPV4}, .port = 5000}, 0, 0},
    };

    FOR_EACH_ROW(i, rows) {
        struct endpoint end = sdp_media_rtcp_destination(&rows[i].media);

        g_assert_cmpuint(end.family, ==, rows[i].last_octet == 0 ? 0 : 4);
        g_assert_cmpuint(end.address[3], ==, rows[i].last_octet);
        g_assert_cmpuint(end.port, ==, rows[i].port);
    }
}

/* RFC 3556 2: both shares must be present and 0. */
TEST(rtcp_off)
{
    for (unsigned i = 0; i < 16; i++) {
        struct sdp_media media = {.bandwidth = {.rs_present = i & 1,
                                                .rr_present = i & 2,
                                                .rs_bps = i & 4 ? 1 : 0,
                                                .rr_bps = i & 8 ? 1 : 0}};

        g_assert_cmpint(sdp_media_rtcp_off(&media), ==, i == 3);
    }
}

TEST(format)
{
    struct sdp_media media = {.n_formats = 2,
                              .formats = {{.payload_type = 0},
                                          {.payload_type = 127},
                                          {.payload_type = 8}}};

    g_assert_true(sdp_media_format(&media, 0) == &media.formats[0]);
    g_assert_true(sdp_media_format(&media, 127) == &media.formats[1]);
    g_assert_null(sdp_media_format(&media, 8)); /* beyond n_formats */
    g_assert_null(sdp_media_format(&media, 128));
    media.n_formats = 0;
    g_assert_null(sdp_media_format(&media, 0));
}
