/* Tests of the headers that are read, one message line at a time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_field.h"

#include "sip_test.h"
#include "unit_test.h"
#include "sip_parse.h"

/* A message with HEADERS and nothing else. The text stays until the next
 * call. */
static struct sip_message message_of(const char *headers)
{
    static char *text;
    struct sip_message message;

    g_free(text);
    text = g_strconcat("INVITE sip:a@b SIP/2.0\r\n", headers, "\r\n", NULL);
    g_assert_cmpint(sip_parse(text, strlen(text), &message), ==, SIP_PARSE_OK);
    return message;
}

/* RFC 4028 4: Session-Expires = delta-seconds *(SEMI se-params). */
TEST(session_expires_grammar)
{
    static const struct {
        const char *value;
        bool valid;
        uint32_t interval_s;
        enum sip_refresher refresher;
    } rows[] = {
        {"1800", true, 1800, SIP_REFRESHER_ABSENT},
        {"1800;refresher=uac", true, 1800, SIP_REFRESHER_UAC},
        {"1800;Refresher=UAC;foo=bar", true, 1800, SIP_REFRESHER_UAC},
        {" 1800 ; refresher = uas", true, 1800, SIP_REFRESHER_UAS},
        {"1800;foo=\"a;refresher=uac\";refresher=uas", true, 1800,
         SIP_REFRESHER_UAS},
        {"1800\r\n ;refresher\r\n =\r\n\tuas", true, 1800, SIP_REFRESHER_UAS},
        {"1800;refresher=\"uac\"", true, 1800, SIP_REFRESHER_OTHER},
        {"1800;refresher=", true, 1800, SIP_REFRESHER_OTHER},
        {"1800;refresher", true, 1800, SIP_REFRESHER_OTHER},
        {"1800;refresher=uacs", true, 1800, SIP_REFRESHER_OTHER},
        {"1800;refresher=proxy", true, 1800, SIP_REFRESHER_OTHER},
        {"1800;norefresher=uac", true, 1800, SIP_REFRESHER_ABSENT},
        {"0", true, 0, SIP_REFRESHER_ABSENT},
        {"4294967295", true, 4294967295u, SIP_REFRESHER_ABSENT},
        {"4294967296", true, 4294967295u, SIP_REFRESHER_ABSENT},
        {"90.5", false, 0, SIP_REFRESHER_ABSENT},
        {"-1;refresher=uac", false, 0, SIP_REFRESHER_UAC},
        {"", false, 0, SIP_REFRESHER_ABSENT},
        {";refresher=uas", false, 0, SIP_REFRESHER_UAS},
        {"1800, 90", false, 0, SIP_REFRESHER_ABSENT},
        {"1800s", false, 0, SIP_REFRESHER_ABSENT},
    };

    FOR_EACH_ROW(i, rows) {
        g_autofree char *header =
            g_strconcat("Session-Expires:", rows[i].value, "\r\n", NULL);
        struct sip_message message = message_of(header);

        g_assert_cmpuint(message.session_expires.n_headers, ==, 1);
        g_assert_cmpint(message.session_expires.valid, ==, rows[i].valid);
        g_assert_cmpuint(message.session_expires.interval_s, ==,
                         rows[i].interval_s);
        g_assert_cmpint(message.session_expires.refresher, ==,
                        rows[i].refresher);
    }
}

/* The first counts, readable or not; long and compact form are one header. */
TEST(session_expires_repeated)
{
    struct sip_message message =
        message_of("x: nonsense\r\nSESSION-EXPIRES: 90;refresher=uac\r\n"
                   "X: 1800\r\n");

    g_assert_cmpuint(message.session_expires.n_headers, ==, 3);
    g_assert_false(message.session_expires.valid);
    g_assert_cmpint(message.session_expires.refresher, ==,
                    SIP_REFRESHER_ABSENT);
    assert_text(message.session_expires_value, "nonsense");
    g_assert_cmpuint(message_of("").session_expires.n_headers, ==, 0);
}

TEST(min_se_first)
{
    struct sip_message message =
        message_of("Min-SE:  1800 ;x=y\r\nmin-se: 90\r\n");

    g_assert_cmpuint(message.min_se.n_headers, ==, 2);
    g_assert_true(message.min_se.valid);
    g_assert_cmpuint(message.min_se.interval_s, ==, 1800);
    assert_text(message.min_se_value, "1800 ;x=y");
    g_assert_cmpuint(message_of("Min-SE: 90;\r\n").min_se.interval_s, ==, 90);
    g_assert_false(message_of("Min-SE: 9O\r\n").min_se.valid);
}

/* RFC 3261 7.3.1: comma lists and several header lines are the same. */
TEST(option_tags_lists)
{
    struct sip_message message =
        message_of("Supported: 100rel , replaces\r\nk: a,\r\n TIMER,b\r\n");

    g_assert_true(message.supported_timer);
    g_assert_false(message.require_timer);
    g_assert_true(message_of("Require: timer\r\n").require_timer);
    g_assert_true(message_of("Unsupported: timer\r\n").unsupported_timer);
    g_assert_false(message_of("Supported: timers, x-timer, histinfo\r\n"
                              "Supported:\r\nSubject: timer\r\n")
                       .supported_timer);
}

TEST(allow_lists)
{
    struct sip_message message =
        message_of("Allow: INVITE, BYE,ACK\r\nAllow: Ack, Update\r\n");

    g_assert_true(message.allow_present);
    g_assert_true(message.allow_update);
    message = message_of("Allow: INVITE, UPDATES\r\n");
    g_assert_true(message.allow_present);
    g_assert_false(message.allow_update);
    g_assert_false(message_of("Allow-Events: UPDATE\r\n").allow_present);
}

TEST(via_topmost)
{
    struct sip_message message = message_of(
        "Via: SIP/2.0/TLS 192.0.2.12:5061;x=\"a,b;branch=no\""
        ";branch=z9hG4bK3A32 , SIP/2.0/UDP [2001:db8::1]:5060;branch=z9\r\n"
        "v: SIP / 2.0 / TCP c\r\n");

    g_assert_cmpuint(message.n_via, ==, 3);
    g_assert_false(message.via_udp);
    assert_text(message.via_branch, "z9hG4bK3A32");
    message = message_of("v: SIP/2.0/TCP c\r\nv: SIP/2.0/TCP d;branch=2\r\n");
    g_assert_cmpuint(message.n_via, ==, 2);
    assert_text(message.via_branch, NULL);
    g_assert_true(
        message_of("Via: SIP/2.0/udp h\r\nv: SIP/2.0/TCP d\r\n").via_udp);
}

/* Lync puts epid before or after the tag. */
TEST(parties_tags)
{
    struct sip_message message = message_of(
        "From: \"t, <x>;tag=a\" <sip:t@example.com>;epid=d2ff;tag=c5\r\n"
        "t: sip:u@example.com\r\nf: <sip:other@example.com>;tag=no\r\n");

    assert_text(message.from_uri, "sip:t@example.com");
    assert_text(message.from_tag, "c5");
    assert_text(message.to_uri, "sip:u@example.com");
    assert_text(message.to_tag, NULL);
    assert_text(message_of("To: <sip:a@b>;tag=\r\n").to_tag, NULL);
}

TEST(contact_first)
{
    struct sip_message message = message_of(
        "m: \"a,b\" <sip:c@d;expires=1>;Expires=600;q=0.1, <sip:e@f>\r\n"
        "Contact: *\r\n");

    assert_text(message.contact_uri, "sip:c@d");
    g_assert_true(message.contact_expires_present);
    g_assert_cmpuint(message.contact_expires_s, ==, 600);

    message = message_of("Contact: *\r\nExpires: 0\r\n");
    assert_text(message.contact_uri, NULL);
    g_assert_true(message.expires_present);
    g_assert_cmpuint(message.expires_s, ==, 0);
    g_assert_false(
        message_of("Contact: <sip:a@b;expires=9>\r\n").contact_expires_present);
}

TEST(cseq_number)
{
    struct sip_message message = message_of("CSeq:\t4294967295\r\n ACK\r\n");

    g_assert_true(message.cseq_valid);
    g_assert_cmpuint(message.cseq, ==, 4294967295u);
    g_assert_cmpint(message.method, ==, SIP_METHOD_INVITE);
    g_assert_false(message_of("CSeq: INVITE\r\n").cseq_valid);
    g_assert_false(message_of("CSeq: 1x INVITE\r\n").cseq_valid);
    g_assert_false(message_of("").cseq_valid);
}

/* And a date of RFC 2543's Expires. */
TEST(expires_forms)
{
    g_assert_false(message_of("Expires: Thu, 01 Dec 1994 16:00:00 GMT\r\n")
                       .expires_present);
    g_assert_cmpuint(message_of("Expires: 7200\r\n").expires_s, ==, 7200);
}

/* RFC 3326 2: several values, in a list or in header lines. */
TEST(reason_first)
{
    struct sip_message message = message_of(
        "Reason: SIP ;cause=200 ;text=\"Call, completed; elsewhere\", "
        "Q.850;cause=16\r\nReason: Q.850;cause=17\r\n");

    g_assert_true(message.reason.present);
    assert_text(message.reason.protocol, "SIP");
    g_assert_cmpuint(message.reason.cause, ==, 200);
    assert_text(message.reason.text, "Call, completed; elsewhere");
    assert_text(message.reason.value,
                "SIP ;cause=200 ;text=\"Call, completed; elsewhere\", "
                "Q.850;cause=16");
    message = message_of("Reason: Q.850\r\n");
    g_assert_true(message.reason.present);
    g_assert_cmpuint(message.reason.cause, ==, 0);
    assert_text(message.reason.text, NULL);
    g_assert_false(message_of("Reason: ;cause=16\r\n").reason.present);
}

TEST(texts_any_case)
{
    struct sip_message message =
        message_of("User-Agent: RTCC/5.0.0.0 MediationServer\r\n"
                   "server:\r\nServer: RTC/6.0\r\n"
                   "I: a@b\r\nCall-ID: second\r\n"
                   "ms-client-diagnostics: 52017;reason=\"Encryption\"\r\n"
                   "Ms-Diagnostics-Public: 1\r\n"
                   "MS-Keep-Alive: UAC;hop-hop=yes\r\n");

    assert_text(message.user_agent, "RTCC/5.0.0.0 MediationServer");
    assert_text(message.server, "RTC/6.0");
    assert_text(message.call_id, "a@b");
    g_assert_cmpuint(message.ms_client_diagnostics.id, ==, 52017);
    g_assert_true(message.ms_diagnostics_public.present);
    g_assert_false(message.ms_diagnostics.present);
    g_assert_true(message.keep_alive.present);
}

/* The compact forms that are not read are not taken for others: e is not
 * Expires, s not Server, o not o=, r and b not Require or body. */
TEST(unknown_skipped)
{
    struct sip_message message =
        message_of("s: x\r\no: registration\r\nr: timer\r\nb: 1\r\n"
                   "u: timer\r\na: UPDATE\r\n: y\r\nX-Session-Expires: 5\r\n"
                   "Session-Expires-X: 5\r\n");

    g_assert_cmpuint(message.session_expires.n_headers, ==, 0);
    g_assert_false(message.require_timer);
    g_assert_false(message.supported_timer);
    g_assert_false(message.unsupported_timer);
    g_assert_false(message.allow_present);
    assert_text(message.server, NULL);
}

#define UUID_A "ab30317f1a784dc48ff824d0d3715d86"
#define UUID_B "47755a9de7794ba387653f2099600ef2"
#define NIL    "00000000000000000000000000000000"

/* RFC 7989 5: local-uuid *(SEMI sess-id-param), 32 hexadecimal digits. */
TEST(session_id_forms)
{
    static const struct read_texts rows[] = {
        {UUID_A ";remote=" UUID_B, UUID_A, UUID_B},
        {UUID_A " ; Remote = " UUID_B ";x=y", UUID_A, UUID_B},
        {UUID_A ";remote=" NIL, UUID_A, NULL}, /* nil: not known yet */
        {NIL ";remote=" UUID_B, NULL, UUID_B},
        {UUID_A, UUID_A, NULL}, /* RFC 7329 */
        {"AB30317F1A784DC48FF824D0D3715D86", "AB30317F1A784DC48FF824D0D3715D86",
         NULL},
        {"ab30317f1a784dc48ff824d0d3715d8", NULL, NULL},  /* 31 */
        {UUID_A "0", NULL, NULL},                         /* 33 */
        {"ab30317f1a784dc48ff824d0d3715d8g", NULL, NULL}, /* no hex */
        {"ab30317f-1a78-4dc4-8ff8-24d0d3715d86", NULL, NULL},
        {"", NULL, NULL},
    };

    FOR_EACH_ROW(i, rows) {
        g_autofree char *header =
            g_strconcat("session-id: ", rows[i].text, "\r\n", NULL);
        struct sip_message message = message_of(header);

        assert_text(message.session_id.local, rows[i].first);
        assert_text(message.session_id.remote, rows[i].second);
    }
}

/* RFC 3262 7.1: RSeq = 1*DIGIT. */
TEST(rseq_number)
{
    g_assert_false(message_of("").rseq_present);
    g_assert_false(message_of("RSeq: x\r\n").rseq_present);
    g_assert_true(message_of("rseq: 988789\r\n").rseq_present);
}
