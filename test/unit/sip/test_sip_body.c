/* Tests of finding the SDP in a body.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_body.h"

#include "sip_test.h"
#include "unit_test.h"

static struct sip_body_sdp find(const char *content_type, const char *body)
{
    return sip_body_find_sdp(text_of(content_type), text_of(body));
}

/* That SDP is found, and FALLBACK beside it; NULL: none. */
static void assert_found(struct sip_body_sdp found, const char *sdp,
                         const char *fallback)
{
    assert_text(found.sdp, sdp);
    assert_text(found.fallback, fallback);
}

TEST(find_plain)
{
    assert_text(find("application/sdp", "v=0\r\n").sdp, "v=0\r\n");
    assert_text(find("Application / SDP;charset=utf-8", "v=0\r\n").sdp,
                "v=0\r\n");
    assert_text(find("application/sdp", "").sdp, NULL);
    assert_text(find("application/sdp-ngc", "v=0\r\n").sdp, NULL);
    assert_text(find("text/plain", "v=0\r\n").sdp, NULL);
    assert_text(find("", "v=0\r\n").sdp, NULL);
}

/* A recording session (RFC 7866): the SDP and metadata. The line end before a
 * delimiter belongs to the delimiter (RFC 2046 5.1.1). */
TEST(find_mixed)
{
    struct sip_body_sdp found =
        find("multipart/mixed;boundary=uniqueBoundary",
             "preamble\r\n"
             "--uniqueBoundary\r\n"
             "Content-Type: application/rs-metadata+xml\r\n\r\n<r/>\r\n"
             "--uniqueBoundary \r\n"
             "Content-Type: application/sdp\r\n\r\nv=0\r\ns=1\r\n"
             "--uniqueBoundary\r\n"
             "Content-Type: application/sdp\r\n\r\nv=0\r\ns=2\r\n"
             "--uniqueBoundary--\r\n");

    assert_found(found, "v=0\r\ns=1", NULL);
}

/* Lync: the description for OCS 2007 first, the preferred one last
 * (RFC 2046 5.1.4). */
TEST(find_alternative)
{
    struct sip_body_sdp found =
        find("multipart/alternative;boundary=\"----=_NextPart_000\"",
             "------=_NextPart_000\r\n"
             "Content-Type: application/sdp\r\n"
             "Content-Transfer-Encoding: 7bit\r\n"
             "Content-Disposition: session; handling=optional; "
             "ms-proxy-2007fallback\r\n\r\n"
             "v=0\r\no=- 0 0 IN IP4 192.0.2.1\r\n\r\n"
             "------=_NextPart_000\r\n"
             "Content-Type: application/sdp\r\n\r\n"
             "v=0\r\no=- 0 1 IN IP4 192.0.2.1\r\n\r\n"
             "------=_NextPart_000--\r\n");

    assert_found(found, "v=0\r\no=- 0 1 IN IP4 192.0.2.1\r\n",
                 "v=0\r\no=- 0 0 IN IP4 192.0.2.1\r\n");
}

/* LF line ends, no closing delimiter, a boundary that another one begins. */
TEST(find_tolerant)
{
    struct sip_body_sdp found =
        find("multipart/related; type=\"x;boundary=no\" ; Boundary=b",
             "--bb\nContent-Type: application/sdp\n\nno\n"
             "--b\nCONTENT-TYPE: application/sdp\n\nv=0\n--bb\n");

    assert_text(found.sdp, "v=0\n--bb");
}

TEST(find_nested)
{
    struct sip_body_sdp found =
        find("multipart/mixed;boundary=a",
             "--a\r\nContent-Type: multipart/alternative;boundary=b\r\n\r\n"
             "--b\r\nContent-Type: application/sdp\r\n\r\n1\r\n"
             "--b\r\nContent-Type: application/sdp\r\n\r\n2\r\n"
             "--b\r\nContent-Type: application/sdp\r\n\r\n3\r\n"
             "--b--\r\n--a--\r\n");

    assert_found(found, "3", "1");
}

/* N levels of multipart around an SDP, all with their own boundary. */
static struct sip_body_sdp find_at_depth(unsigned n)
{
    GString *body = g_string_new("");
    struct sip_body_sdp found;

    for (unsigned i = 1; i <= n; i++) {
        g_string_append_printf(body, "--b%u\n", i);
        if (i < n)
            g_string_append_printf(
                body, "Content-Type: multipart/mixed;boundary=b%u\n\n", i + 1);
    }
    g_string_append(body, "Content-Type: application/sdp\n\nv=0\n");
    found = find("multipart/mixed;boundary=b1", body->str);
    found.sdp.start = found.sdp.start == NULL ? NULL : "found";
    g_string_free(body, TRUE);
    return found;
}

TEST(find_depth)
{
    g_assert_nonnull(find_at_depth(1).sdp.start);
    g_assert_nonnull(find_at_depth(3).sdp.start);
    g_assert_null(find_at_depth(4).sdp.start);
}

TEST(find_none)
{
    assert_text(find("multipart/mixed", "--b\r\n\r\nv=0\r\n").sdp, NULL);
    assert_text(find("multipart/mixed;boundary=", "--\r\n\r\nv=0\r\n").sdp,
                NULL);
    assert_text(
        find("multipart/mixed;boundary=b", "--b\r\n\r\nv=0\r\n--b--\r\n").sdp,
        NULL);
    assert_text(find("multipart/mixed;boundary=b",
                     "--b\r\nContent-Type: application/sdp\r\n"
                     "Content-Transfer-Encoding: base64\r\n\r\ndj0w\r\n")
                    .sdp,
                NULL);
    assert_text(find("multipart/mixed;boundary=b",
                     "--b--\r\n--b\r\nContent-Type: application/sdp\r\n\r\nv")
                    .sdp,
                NULL);
}
