/* SIP messages for the tests of calls and registrations, as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SIP_TEXTS_H
#define LYNC_TEST_SIP_TEXTS_H

#include <string.h>

#include <glib.h>

#include "sip_message.h"
#include "sip_parse.h"

/* Keeps TEXT until the program ends: messages point into it. */
static inline void keep_text(char *text)
{
    static GPtrArray *texts;

    if (texts == NULL)
        texts = g_ptr_array_new();
    g_ptr_array_add(texts, text);
}

/* That the string SAID, which is freed, is WANTED. */
#define ASSERT_SAID(said, wanted)                                              \
    do {                                                                       \
        char *said_ = (said);                                                  \
        g_assert_cmpstr(said_, ==, wanted);                                    \
        g_free(said_);                                                         \
    } while (0)

/* The message of START ("INVITE sip:b@x SIP/2.0", "SIP/2.0 200 OK"), From and
 * To tag ("" for none), CSeq and more HEADERS (each with "\r\n"), with an SDP
 * whose session name is SDP unless that is NULL. */
static inline struct sip_message
make_message(const char *start, const char *from_tag, const char *to_tag,
             const char *cseq, const char *headers, const char *sdp)
{
    char *body =
        sdp != NULL ? g_strdup_printf("v=0\r\ns=%s\r\n", sdp) : g_strdup("");
    char *text = g_strdup_printf(
        "%s\r\nVia: SIP/2.0/UDP h;branch=z\r\nFrom: <sip:a@x>;tag=%s\r\n"
        "To: <sip:b@x>%s%s\r\nCall-ID: one@x\r\nCSeq: %s\r\n%s%s"
        "Content-Length: %zu\r\n\r\n%s",
        start, from_tag, to_tag[0] != '\0' ? ";tag=" : "", to_tag, cseq,
        headers, sdp != NULL ? "Content-Type: application/sdp\r\n" : "",
        strlen(body), body);
    struct sip_message message;

    g_assert_cmpint(sip_parse(text, strlen(text), &message), ==, SIP_PARSE_OK);
    g_free(body);
    keep_text(text);
    return message;
}

#endif
