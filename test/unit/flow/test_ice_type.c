/* Tests of types of candidates.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_type.h"

#include "sdp_parse.h"
#include "unit_test.h"

static struct sdp sdp; /* too large for the stack */

/* The type of the first of the candidates at ADDRESSES, parted by spaces, in
 * the SDP that SENDER sent. */
static enum sdp_candidate_type type_of(const char *addresses,
                                       const char *sender)
{
    GString *lines = g_string_new("v=0\r\nm=audio 5000 RTP/AVP 0\r\n");
    g_auto(GStrv) all = g_strsplit(addresses, " ", -1);
    struct endpoint from = sdp_address_read(text_of(sender));

    for (char **each = all; *each != NULL; each++)
        g_string_append_printf(
            lines, "a=candidate:user 1 password UDP 0.830 %s 5000\r\n", *each);
    g_assert_cmpint(sdp_parse(text_of(lines->str), &sdp), ==, SDP_PARSE_OK);
    g_string_free(lines, TRUE);
    return ice_type_derive(&sdp.media[0], &sdp.media[0].candidates[0], &from);
}

TEST(derive)
{
    static const struct {
        const char *addresses, *sender;
        bool host;
    } rows[] = {
        {"10.1.0.5", "10.1.0.5", true},
        {"192.168.7.5 192.168.7.9", "192.168.7.5", true},
        {"10.1.0.5 203.0.113.5 198.51.100.10", "192.0.2.200", true},
        {"172.31.0.5 203.0.113.5", "192.0.2.200", true},
        {"fd00::5 2001:db8::5", "192.0.2.200", true},
        {"10.1.0.5 10.1.0.5", "192.0.2.200", false}, /* a relay, maybe */
        {"10.1.0.5 10.2.0.5 203.0.113.5", "192.0.2.200", false}, /* which? */
        {"203.0.113.5 10.1.0.5", "10.1.0.5", false},
        {"203.0.113.5", "203.0.113.5", false}, /* Edge: proxy and relay */
        {"172.32.0.5 203.0.113.5", "192.0.2.200", false},
        {"2001:db8::5 203.0.113.5", "192.0.2.200", false},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpint(type_of(rows[i].addresses, rows[i].sender), ==,
                        rows[i].host ? SDP_CANDIDATE_HOST
                                     : SDP_CANDIDATE_UNKNOWN);
}
