/* Tests of reading iSCSI headers. RFC 7143 11.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "iscsi_pdu.h"

#include <string.h>

#include "unit_test.h"

#define FROM_TARGET    true
#define FROM_INITIATOR false

/* Returns the kind of a header that starts with these two bytes. */
static enum iscsi_kind kind_of(uint8_t first, uint8_t second, bool from_target)
{
    uint8_t octets[ISCSI_HEADER_BYTES] = {first, second};
    uint32_t length;

    return iscsi_pdu_read(octets, from_target, &length);
}

/* 11.1.1: the immediate bit 0x40 may be set in requests. */
TEST(of_the_initiator)
{
    g_assert_cmpint(kind_of(0x40, 0x80, FROM_INITIATOR), ==, ISCSI_NOP_OUT);
    g_assert_cmpint(kind_of(0x01, 0xa1, FROM_INITIATOR), ==, ISCSI_OTHER);
    g_assert_cmpint(kind_of(0x43, 0x87, FROM_INITIATOR), ==, ISCSI_LOGIN);
    g_assert_cmpint(kind_of(0x46, 0x80, FROM_INITIATOR), ==, ISCSI_LOGOUT);
    g_assert_cmpint(kind_of(0x46, 0x82, FROM_INITIATOR), ==, ISCSI_LOGOUT);
    g_assert_cmpint(kind_of(0x10, 0x80, FROM_INITIATOR), ==, ISCSI_OTHER);
}

/* 11.19: a NOP-In with a target transfer tag requests a NOP-Out. */
TEST(of_the_target)
{
    uint8_t octets[ISCSI_HEADER_BYTES] = {0x20, 0x80};
    uint32_t length;

    g_assert_cmpint(iscsi_pdu_read(octets, FROM_TARGET, &length), ==,
                    ISCSI_PING);
    memset(octets + 20, 0xff, 4);
    g_assert_cmpint(iscsi_pdu_read(octets, FROM_TARGET, &length), ==,
                    ISCSI_NOP_IN);
    g_assert_cmpint(kind_of(0x26, 0x80, FROM_TARGET), ==,
                    ISCSI_LOGOUT_RESPONSE);
    g_assert_cmpint(kind_of(0x25, 0x81, FROM_TARGET), ==, ISCSI_OTHER);
    g_assert_cmpint(kind_of(0x31, 0x80, FROM_TARGET), ==, ISCSI_OTHER);
}

/* 11.15.1: responses 1 to 3 say that the connection was not closed. */
TEST(logout_that_failed)
{
    uint8_t octets[ISCSI_HEADER_BYTES] = {0x26, 0x80, 1};
    uint32_t length;

    g_assert_cmpint(iscsi_pdu_read(octets, FROM_TARGET, &length), ==,
                    ISCSI_OTHER);
}

/* 11.9.1: events 1, 2 and 3 end the connection; 0 and 4 do not. */
TEST(asynchronous_messages)
{
    for (uint8_t event = 0; event <= 5; event++) {
        uint8_t octets[ISCSI_HEADER_BYTES] = {0x32, 0x80};
        uint32_t length;

        octets[36] = event;
        g_assert_cmpint(iscsi_pdu_read(octets, FROM_TARGET, &length), ==,
                        event >= 1 && event <= 3 ? ISCSI_LEAVE : ISCSI_OTHER);
    }
}

TEST(what_a_side_may_not_send)
{
    g_assert_cmpint(kind_of(0x20, 0x80, FROM_INITIATOR), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0x07, 0x80, FROM_INITIATOR), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0x01, 0x80, FROM_TARGET), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0x27, 0x80, FROM_TARGET), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0xa0, 0x80, FROM_TARGET), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0x46, 0x00, FROM_INITIATOR), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0x46, 0x83, FROM_INITIATOR), ==, ISCSI_INVALID);
    g_assert_cmpint(kind_of(0x20, 0x00, FROM_TARGET), ==, ISCSI_INVALID);
}

/* 48 + 2 words of additional headers + 5 bytes of data, padded to 8. */
TEST(length)
{
    uint8_t octets[ISCSI_HEADER_BYTES] = {0x01, 0x80, 0, 0, 2, 0, 0, 5};
    uint32_t length;

    iscsi_pdu_read(octets, FROM_INITIATOR, &length);
    g_assert_cmpuint(length, ==, 48 + 8 + 8);
    memset(octets + 4, 0xff, 4);
    iscsi_pdu_read(octets, FROM_INITIATOR, &length);
    g_assert_cmpuint(length, ==, 48 + 255 * 4 + 0x1000000);
    octets[0] = 0x3f;
    iscsi_pdu_read(octets, FROM_INITIATOR, &length);
    g_assert_cmpuint(length, ==, 0);
}
