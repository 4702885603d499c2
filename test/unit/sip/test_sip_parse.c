/* Tests of reading whole SIP messages: start line, body, hostile input.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_parse.h"

#include "sip_test.h"
#include "unit_test.h"

#define N_MUTATIONS   20000
#define MUTATION_SEED 4028

/* A Mediation Server calls a gateway: upper case names, TCP. */
static const char invite_trunk[] =
    "INVITE sip:+4930555010@gw.example.net:5060;user=phone SIP/2.0\r\n"
    "FROM: \"Doe, Jane\"<sip:+4940555020@example.com;user=phone>"
    ";epid=0A1B2C3D4E;tag=5d3c0e6d\r\n"
    "TO: <sip:+4930555010@gw.example.net;user=phone>\r\n"
    "CSEQ: 2471 INVITE\r\n"
    "CALL-ID: 2b0a7c2f-27a9-4c0b-9a1d-3e0a1a8b1c55\r\n"
    "MAX-FORWARDS: 70\r\n"
    "VIA: SIP/2.0/TCP 192.0.2.10:50710;branch=z9hG4bK5c1e3f\r\n"
    "CONTACT: <sip:med.example.com:5068;transport=Tcp;maddr=192.0.2.10>\r\n"
    "CONTENT-LENGTH: 112\r\n"
    "SUPPORTED: 100rel\r\n"
    "USER-AGENT: RTCC/5.0.0.0 MediationServer\r\n"
    "CONTENT-TYPE: application/sdp; charset=utf-8\r\n"
    "ALLOW: UPDATE\r\n"
    "ALLOW: Ack, Cancel, Bye,Invite,Refer\r\n"
    "\r\n"
    "v=0\r\n"                           /* 5 octets */
    "o=- 7 12 IN IP4 192.0.2.10\r\n"    /* 28 */
    "s=session\r\n"                     /* 11 */
    "c=IN IP4 192.0.2.10\r\n"           /* 21 */
    "t=0 0\r\n"                         /* 7 */
    "m=audio 49152 RTP/AVP 8 97 13\r\n" /* 31 */
    "a=ptime:20";                       /* 10: 113 in all, cut to 112 */

/* The gateway's answer in compact form, folded. */
static const char ok_trunk[] =
    "SIP/2.0 200 OK\r\n"
    "v: SIP/2.0/TCP 192.0.2.10:50710;branch=z9hG4bK5c1e3f\r\n"
    "f: <sip:+4940555020@example.com>;tag=5d3c0e6d\r\n"
    "t: \"a <b>;tag=x\" <sip:+4930555010@gw.example.net>\r\n"
    " ;tag=a1\r\n"
    "i: 2b0a7c2f-27a9-4c0b-9a1d-3e0a1a8b1c55\r\n"
    "CSeq: 2471 INVITE\r\n"
    "m: <sip:gw.example.net>\r\n"
    "k: replaces,\r\n\ttimer\r\n"
    "x: 1800;refresher=uac\r\n"
    "Min-SE: 90\r\n"
    "c: multipart/mixed;boundary=\"b c\"\r\n"
    "ms-diagnostics: 10034;source=\"a\";reason=\"b\"\r\n"
    "Reason: Q.850;cause=16;text=\"x\"\r\n"
    "ms-keep-alive: UAS; tcp=no; timeout=300\r\n"
    "l: 71\r\n"
    "\r\n"
    "--b c\r\n"                             /* 7 */
    "Content-Type: application/sdp\r\n\r\n" /* 33 */
    "v=0\r\n"                               /* 5 */
    "o=- 1 2 IN IP4 c\r\n"                  /* 18 */
    "--b c--\r\n";                          /* 8 of 9 octets: 71 */

static struct sip_message message;

static enum sip_parse_result parse(const char *text)
{
    return sip_parse(text, strlen(text), &message);
}

TEST(request_mediation_server)
{
    g_assert_cmpint(parse(invite_trunk), ==, SIP_PARSE_OK);
    g_assert_true(message.is_request);
    g_assert_cmpint(message.method, ==, SIP_METHOD_INVITE);
    assert_text(message.method_name, "INVITE");
    assert_text(message.request_uri,
                "sip:+4930555010@gw.example.net:5060;user=phone");
    g_assert_cmpuint(message.status_code, ==, 0);
    assert_text(message.call_id, "2b0a7c2f-27a9-4c0b-9a1d-3e0a1a8b1c55");
    g_assert_cmpuint(message.cseq, ==, 2471);
    assert_text(message.from_uri, "sip:+4940555020@example.com");
    assert_text(message.from_tag, "5d3c0e6d");
    assert_text(message.to_tag, NULL);
    assert_text(message.contact_uri, "sip:med.example.com:5068");
    g_assert_false(message.supported_timer);
    g_assert_true(message.allow_update);
    g_assert_true(text_contains(message.user_agent, "MediationServer"));
    g_assert_true(message.agent.mediation);
    g_assert_cmpuint(message.body.length, ==, 112);
    g_assert_false(message.body_cut);
    g_assert_cmpuint(message.length_bytes, ==, strlen(invite_trunk) - 1);
    g_assert_true(message.sdp_present);
    g_assert_cmpuint(message.session_expires.n_headers, ==, 0);
    g_assert_false(message.keep_alive.present);
}

TEST(response_compact_and_folded)
{
    g_assert_cmpint(parse(ok_trunk), ==, SIP_PARSE_OK);
    g_assert_false(message.is_request);
    g_assert_cmpuint(message.status_code, ==, 200);
    g_assert_cmpint(message.method, ==, SIP_METHOD_INVITE);
    assert_text(message.method_name, "INVITE");
    assert_text(message.request_uri, NULL);
    assert_text(message.to_uri, "sip:+4930555010@gw.example.net");
    assert_text(message.to_tag, "a1");
    g_assert_true(message.supported_timer);
    g_assert_false(message.require_timer);
    g_assert_cmpuint(message.session_expires.interval_s, ==, 1800);
    g_assert_cmpint(message.session_expires.refresher, ==, SIP_REFRESHER_UAC);
    g_assert_cmpuint(message.min_se.interval_s, ==, 90);
    assert_text(message.sdp, "v=0\r\no=- 1 2 IN IP4 c");
    g_assert_cmpuint(message.ms_diagnostics.id, ==, 10034);
    g_assert_cmpuint(message.reason.cause, ==, 16);
    g_assert_cmpuint(message.keep_alive.timeout_s, ==, 300);
}

/* That LINE begins a response of STATUS_CODE, a request to URI, or neither,
 * with 0 and NULL. */
static void assert_start_line(const char *line, unsigned status_code,
                              const char *uri)
{
    g_autofree char *text = g_strconcat(line, "\r\n\r\n", NULL);
    bool is_sip = status_code != 0 || uri != NULL;
    g_test_message("\"%s\"", line);
    g_assert_cmpint(parse(text), ==, is_sip ? SIP_PARSE_OK : SIP_PARSE_NOT_SIP);
    g_assert_cmpuint(message.status_code, ==, status_code);
    assert_text(message.request_uri, uri);
    g_assert_cmpint(message.method == SIP_METHOD_NONE, ==, uri == NULL);
}

TEST(start_line_forms)
{
    static const char *const not_sip[] = {
        "SIP/2.0 099 x",    "SIP/2.0 700 x",
        "SIP/2.0 20 x",     "SIP/2.0 2000 x",
        "SIP/2.0 2x0 x",    "SIP/2.0",
        "SIP/2.0 ",         "SIP/1.0 200 OK",
        "BYE SIP/2.0",      " BYE sip:a SIP/2.0",
        "BYE sip:aSIP/2.0", "GET / HTTP/1.1",
        "HTTP/1.1 200 OK",  "",
    };

    assert_start_line("SIP/2.0 100 Trying", 100, NULL);
    assert_start_line("SIP/2.0 699", 699, NULL);
    assert_start_line("sip/2.0 200 OK", 200, NULL);
    assert_start_line("BYE sip:a SIP/2.0", 0, "sip:a");
    assert_start_line("BYE  sip:a  SIP/2.0 ", 0, "sip:a");
    assert_start_line("x y SIP/2.0", 0, "y");
    FOR_EACH_ROW(i, not_sip)
        assert_start_line(not_sip[i], 0, NULL);
}

/* RFC 3261 7.5: empty lines before the start line; keep-alives (RFC 5626
 * 4.4.1) are no message. */
TEST(start_line_empty_lines)
{
    g_assert_cmpint(parse("\r\n\r\nBYE sip:a SIP/2.0\r\n\r\n"), ==,
                    SIP_PARSE_OK);
    g_assert_cmpuint(message.length_bytes, ==, 25);
    g_assert_cmpint(parse("\r\n\r\n"), ==, SIP_PARSE_NOT_SIP);
    g_assert_cmpint(sip_parse(NULL, 0, &message), ==, SIP_PARSE_NOT_SIP);
}

TEST(incomplete_last_line)
{
    g_assert_cmpint(parse("BYE sip:a SIP/2.0\r\nx: 1800\r\nMin-SE: 180"), ==,
                    SIP_PARSE_INCOMPLETE);
    g_assert_cmpuint(message.session_expires.interval_s, ==, 1800);
    g_assert_cmpuint(message.min_se.n_headers, ==, 0);
    g_assert_cmpuint(message.length_bytes, ==, 39);
    assert_text(message.body, NULL);
    g_assert_cmpint(parse("BYE sip:a SIP/2.0"), ==, SIP_PARSE_INCOMPLETE);
    g_assert_cmpint(message.method, ==, SIP_METHOD_BYE);
}

TEST(response_method)
{
    parse("SIP/2.0 200 OK\r\nCSeq: 7 UPDATE\r\n\r\n");
    g_assert_cmpint(message.method, ==, SIP_METHOD_UPDATE);
    parse("SIP/2.0 200 OK\r\nCSeq: 7\r\n\r\n");
    g_assert_true(message.cseq_valid);
    g_assert_cmpint(message.method, ==, SIP_METHOD_NONE);
    parse("SIP/2.0 200 OK\r\nCSeq: 7 BENOTIFY\r\n\r\n");
    g_assert_cmpint(message.method, ==, SIP_METHOD_OTHER);
    assert_text(message.method_name, "BENOTIFY");
}

/* Two messages in one TCP segment: the first's length leads to the second. */
TEST(stream_two_messages)
{
    static const char text[] = "BYE sip:a SIP/2.0\r\nl: 2\r\n\r\nab"
                               "ACK sip:b SIP/2.0\r\nl: 0\r\n\r\n";
    size_t first;

    parse(text);
    assert_text(message.body, "ab");
    first = message.length_bytes;
    g_assert_cmpuint(first, ==, 29);
    parse(text + first);
    g_assert_cmpint(message.method, ==, SIP_METHOD_ACK);
    g_assert_cmpuint(message.length_bytes, ==, 27);
    assert_text(message.body, NULL);
}

/* A body of 9 octets under Content-Length 0, 8, 9, 10 and bad values. */
TEST(body_content_length)
{
    static const struct {
        const char *header;
        size_t length;
        bool cut;
    } rows[] = {
        {"l: 0\r\n", 0, false},         {"Content-Length : 8\r\n", 8, false},
        {"l: 9\r\nl: 1\r\n", 9, false}, {"l: 10\r\n", 9, true},
        {"l: 4294967296\r\n", 9, true}, {"l: -1\r\n", 9, false},
        {"l: 1 2\r\n", 9, false},       {"", 9, false},
    };

    FOR_EACH_ROW(i, rows) {
        g_autofree char *text = g_strconcat(
            "BYE sip:a SIP/2.0\r\n", rows[i].header, "\r\n123456789", NULL);

        parse(text);
        g_assert_cmpuint(message.body.length, ==, rows[i].length);
        g_assert_cmpint(message.body_cut, ==, rows[i].cut);
    }
}

/* The last line of a cut body is not read: 1 may be the rest of 12. */
TEST(body_cut)
{
    parse("BYE sip:a SIP/2.0\r\nc: application/sdp\r\nl: 99\r\n\r\n"
          "v=0\r\no=- 1 1");
    g_assert_true(message.body_cut);
    g_assert_true(message.sdp_present);
    assert_text(message.sdp, "v=0\r\n");
}

TEST(body_without_sdp)
{
    parse("BYE sip:a SIP/2.0\r\nc: application/sdp\r\ne: gzip\r\n\r\nv=0\r\n");
    g_assert_false(message.sdp_present);
    parse("BYE sip:a SIP/2.0\r\nc: application/sdp\r\n\r\n");
    g_assert_false(message.sdp_present);
    assert_text(message.body, NULL);
    parse("MESSAGE sip:a SIP/2.0\r\nc: text/plain\r\n\r\nv=0\r\no=- 1 1\r\n");
    g_assert_false(message.sdp_present);
}

/* RFC 3261 7.3.1 asks for CRLF; logs and some stacks write LF. */
TEST(lines_bare_lf)
{
    g_assert_cmpint(parse("SIP/2.0 200 OK\nx: 90\n ;refresher=uas\n"
                          "CSeq: 1 INVITE\nc: application/sdp\n\n"
                          "v=0\no=- 1 3 IN IP4 a\n"),
                    ==, SIP_PARSE_OK);
    g_assert_cmpint(message.session_expires.refresher, ==, SIP_REFRESHER_UAS);
    assert_text(message.sdp, "v=0\no=- 1 3 IN IP4 a\n");
}

TEST(hostile_any_octets)
{
    static const char text[] =
        "BYE sip:\0\xff SIP/2.0\r\n\0: \0\r\nx: 18\0\x30\r\n"
        "f: \"\xc3\xa4\0\" <sip:\0@\xfe>;tag=\0t\r\n\r\n\0";
    g_assert_cmpint(sip_parse(text, sizeof text - 1, &message), ==,
                    SIP_PARSE_OK);
    g_assert_cmpmem(message.request_uri.start, message.request_uri.length,
                    "sip:\0\xff", 6);
    g_assert_false(message.session_expires.valid);
    g_assert_cmpmem(message.from_tag.start, message.from_tag.length, "\0t", 2);
    g_assert_cmpuint(message.body.length, ==, 1);
}

/* Every prefix in memory of its own, so that a read beyond it is seen. A
 * prefix that ends before the empty line is never complete, and no number in
 * it is ever another than the whole message's. */
static void check_prefixes(const char *text, size_t length)
{
    size_t head = (size_t)(g_strstr_len(text, length, "\r\n\r\n") - text) + 4;
    struct sip_message whole;

    sip_parse(text, length, &whole);
    for (size_t n = 0; n <= length; n++) {
        g_autofree char *copy = g_memdup2(text, n);
        enum sip_parse_result result = sip_parse(copy, n, &message);

        g_assert_cmpint(result == SIP_PARSE_OK, ==, n >= head);
        g_assert_cmpuint(message.length_bytes, <=, n);
        if (message.session_expires.n_headers > 0)
            g_assert_cmpuint(message.session_expires.interval_s, ==,
                             whole.session_expires.interval_s);
        g_assert_cmpuint(message.sdp.length, <=, whole.sdp.length);
    }
}

TEST(hostile_prefixes)
{
    check_prefixes(invite_trunk, strlen(invite_trunk));
    check_prefixes(ok_trunk, strlen(ok_trunk));
}

TEST(hostile_mutations)
{
    GRand *random = g_rand_new_with_seed(MUTATION_SEED);

    for (int i = 0; i < N_MUTATIONS; i++) {
        const char *text = i % 2 == 0 ? invite_trunk : ok_trunk;
        size_t length = strlen(text);
        g_autofree char *copy = mutated(random, text, length);

        sip_parse(copy, length, &message);
        g_assert_cmpuint(message.length_bytes, <=, length);
        /* Its octets can be read. */
        g_assert_true(text_equal(message.body, message.body));
        g_assert_cmpuint(message.sdp.length, <=, message.body.length);
    }
    g_rand_free(random);
}
