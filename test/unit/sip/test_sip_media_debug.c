/* Tests of what a Microsoft client says about media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_media_debug.h"

#include "unit_test.h"

#define BLOB(error, timeout, sent)                                             \
    "31;reason=\"Call terminated on a mid-call media failure\";"               \
    "ICEWarn=0x8000100;MediaChanBlob=\"NetworkErr=" error                      \
    ",ErrTime=0,RTPSeq=0,SeqDelta=0,RTPTime=0,RTCPTime=0,TransptRecvErr=0x0,"  \
    "TransptSendErr=0x0,InterfacesStall=0x0,InterfacesConnCheck=0x0,"          \
    "MediaTimeout=" timeout ",RtcpByeSent=" sent ",RtcpByeRcvd=0,BlobVer=1\""

static void assert_printed(const char *value, const char *expected)
{
    struct sip_media_debug debug = sip_media_debug_read(text_of(value));
    char text[SIP_MEDIA_DEBUG_BYTES];

    g_assert_cmpint(sip_media_debug_print(&debug, text), ==,
                    expected[0] != '\0');
    g_assert_cmpstr(text, ==, expected);
}

TEST(blob)
{
    struct sip_media_debug debug =
        sip_media_debug_read(text_of(BLOB("no error", "1", "1")));

    g_assert_true(text_equal(debug.ice_warn, text_of("0x8000100")));
    g_assert_true(text_equal(debug.network_error, text_of("no error")));
    g_assert_true(debug.media_timeout);
    g_assert_true(debug.rtcp_bye_sent);
    g_assert_false(debug.rtcp_bye_received);
}

TEST(print)
{
    assert_printed(BLOB("no error", "1", "0"),
                   "ICE warning 0x8000100, no media for too long");
    assert_printed(BLOB("0x80072746", "0", "1"),
                   "ICE warning 0x8000100, network error 0x80072746, RTCP BYE "
                   "sent");
    assert_printed("23;CallerMediaDebug=\"audio:ICEWarn=0x80012b,LocalSite="
                   "192.0.2.1:5000\"",
                   "ICE warning 0x80012b");
    assert_printed("23;reason=\"x\";ICEWarn=0x0;RtcpByeRcvd=1",
                   "RTCP BYE received");
}

/* Other names, and no value. */
TEST(print_nothing)
{
    assert_printed("", "");
    assert_printed("51004;reason=\"Action initiated by user\"", "");
    assert_printed("23;NoMediaTimeout=1;ICEWarn", "");
    assert_printed("23;MediaTimeout=;ICEWarn=\"", "");
}

/* What a header says is cut, never written past the end. */
TEST(print_long)
{
    g_autofree char *digits = g_strnfill(500, '7');
    g_autofree char *value =
        g_strconcat("23;ICEWarn=", digits, ";NetworkErr=", digits, NULL);
    struct sip_media_debug debug = sip_media_debug_read(text_of(value));
    char text[SIP_MEDIA_DEBUG_BYTES];

    g_assert_true(sip_media_debug_print(&debug, text));
    g_assert_cmpuint(strlen(text), ==, 12 + 10 + 2 + 14 + 10);
}
