/* Tests of the search for start lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_scan.h"

#include <string.h>

#include "unit_test.h"

#define REQUEST                                                                \
    "INVITE sip:b@x SIP/2.0\r\nVia: SIP/2.0/TCP h\r\nFrom: <sip:10.0.0.1>\r\n"
#define RESPONSE "SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP h\r\nFrom: <sip:a@x>\r\n"

/* Where the message begins that holds the end of TEXT; -1: nowhere. */
static int back(const char *text, size_t length, size_t floor)
{
    size_t start;

    return sip_scan_back(text, length, floor, length - 3, &start) ? (int)start
                                                                  : -1;
}

#define BACK(text) back(text, sizeof(text) - 1, 0)

TEST(back_at_start)
{
    g_assert_cmpint(BACK(REQUEST), ==, 0);
    g_assert_cmpint(BACK(RESPONSE), ==, 0);
    g_assert_cmpint(BACK("\r\n\r\n" REQUEST), ==, 4);
}

/* The last octets of a TCP header: window, checksum, urgent pointer. */
TEST(back_lower_layer)
{
    g_assert_cmpint(BACK("\xff\xff\x12\x34\0\0" REQUEST), ==, 6);
    g_assert_cmpint(BACK("\xff\xff\x12\x34\0\0" RESPONSE), ==, 6);
    /* a line feed and letters there, too */
    g_assert_cmpint(BACK("\xff\nAB" REQUEST), ==, 4);
    g_assert_cmpint(BACK("\xff\nAB" RESPONSE), ==, 4);
    g_assert_cmpint(BACK("\xff:B\x80" REQUEST), ==, 4);
}

TEST(back_floor)
{
    static const char text[] = REQUEST "\r\n" RESPONSE;
    size_t second = strlen(REQUEST) + 2;

    g_assert_cmpint(back(text, sizeof text - 1, 0), ==, (int)second);
    g_assert_cmpint(back(text, sizeof text - 1, second), ==, (int)second);
    g_assert_cmpint(back(text, sizeof text - 1, second + 1), ==, -1);
}

/* What looks like a start line within a header is none. */
TEST(back_headers)
{
    g_assert_cmpint(
        BACK(REQUEST "Subject: BYE sip:b@x SIP/2.0\r\nTo: <sip:b@x>\r\n"), ==,
        0);
    g_assert_cmpint(
        BACK(REQUEST "Warning: 399 x SIP/2.0 404 gone\r\nTo: <sip:b@x>\r\n"),
        ==, 0);
    g_assert_cmpint(BACK("Via: SIP/2.0/UDP h\r\nFrom: <sip:a@x>\r\n"), ==, -1);
}

TEST(back_out_of_range)
{
    size_t start;

    g_assert_false(sip_scan_back("", 0, 0, 0, &start));
    g_assert_false(sip_scan_back("SIP", 3, 0, 9, &start));
}

TEST(next_found)
{
    static const char text[] = "\0\x50\x18" REQUEST "\r\n" RESPONSE;
    size_t start;

    g_assert_true(sip_scan_next(text, sizeof text - 1, 0, &start));
    g_assert_cmpuint(start, ==, 3);
    g_assert_true(sip_scan_next(text, sizeof text - 1, 40, &start));
    g_assert_cmpuint(start, ==, 3 + strlen(REQUEST) + 2);
    g_assert_false(sip_scan_next(text, sizeof text - 1, start + 1, &start));
}

/* A version, a URI with a colon and three digits have to be there. */
TEST(next_refused)
{
    static const char *const texts[] = {
        "INVITE sip:b@x SIP/2.1\r\n",
        "INVITE bob SIP/2.0\r\n",
        "sip:b@x SIP/2.0\r\n",
        "SIP/2.0 20 OK\r\n",
        "SIP/2.0 OKAY\r\n",
        "GET http://x/ HTTP/1.1\r\n",
        "SIP/2.0 200",
        " SIP/2.0",
        "SIP/2.0",
    };
    size_t start;

    FOR_EACH_ROW(i, texts)
        g_assert_false(sip_scan_next(texts[i], strlen(texts[i]), 0, &start));
}
