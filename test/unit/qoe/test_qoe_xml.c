/* Tests of quality reports in XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_xml.h"

#include <string.h>

#include "qoe_scene.h"
#include "unit_test.h"

static GPtrArray *reports;

BEFORE_EACH()
{
    reports = g_ptr_array_new_with_free_func(qoe_report_free);
}

AFTER_EACH()
{
    g_ptr_array_unref(reports);
}

static bool read_xml(const char *body)
{
    return qoe_xml_read(text_of(body), reports);
}

static const struct qoe_report *report_at(guint i)
{
    return g_ptr_array_index(reports, i);
}

static const struct qoe_line *line_at(guint i)
{
    return g_ptr_array_index(report_at(0)->lines, i);
}

static double number_of(const GArray *facts, enum qoe_id id)
{
    double number = -1;

    qoe_number(facts, id, &number);
    return number;
}

TEST(example)
{
    const GArray *facts;

    g_assert_true(read_xml(QOE_EXAMPLE));
    g_assert_cmpuint(reports->len, ==, 1);
    g_assert_true(report_at(0)->whole && !report_at(0)->interim);
    facts = report_at(0)->facts;
    g_assert_cmpstr(qoe_text(facts, QOE_CALL_ID), ==, "c1@lab");
    g_assert_cmpstr(qoe_text(facts, QOE_FROM_TAG), ==, "aa11");
    g_assert_cmpstr(qoe_text(facts, QOE_TO_TAG), ==, "bb22");
    g_assert_cmpstr(qoe_text(facts, QOE_END), ==, "2024-05-01T10:01:00.0000Z");
    g_assert_cmpfloat(number_of(facts, QOE_CALLER), ==, 1);
    g_assert_cmpstr(qoe_text(facts, QOE_LOCAL_AGENT), ==,
                    "UCCAPI/4.0.0.0 OC/4.0.0.0");
    g_assert_cmpstr(qoe_text(facts, QOE_ENDPOINT), ==, "PC1");
    g_assert_cmpuint(report_at(0)->lines->len, ==, 1);
    facts = line_at(0)->facts;
    g_assert_cmpstr(qoe_text(facts, QOE_LABEL), ==, "main-audio");
    g_assert_cmpstr(qoe_text(facts, QOE_ICE), ==, "DIRECT");
    g_assert_cmpfloat(number_of(facts, QOE_ICE_WARNING_FLAGS), ==, 0);
    g_assert_cmpstr(qoe_text(facts, QOE_SECURITY), ==, "SRTP");
    g_assert_cmpfloat(number_of(facts, QOE_LOCAL_PORT), ==, 50020);
    g_assert_cmpstr(qoe_text(facts, QOE_REMOTE_ADDRESS), ==, "192.0.2.20");
    g_assert_cmpfloat(number_of(facts, QOE_REMOTE_INSIDE), ==, -1);
}

TEST(example_streams)
{
    const GArray *in, *out;

    g_assert_true(read_xml(QOE_EXAMPLE));
    in = line_at(0)->streams[QOE_INBOUND];
    out = line_at(0)->streams[QOE_OUTBOUND];
    g_assert_cmpfloat(number_of(in, QOE_SSRC), ==, 0x12345678);
    g_assert_cmpfloat(number_of(in, QOE_PACKETS), ==, 2900);
    g_assert_cmpfloat(number_of(in, QOE_LOSS_RATE), ==, 0.0333);
    g_assert_cmpfloat(number_of(in, QOE_LOSS_MAX), ==, 0.1211);
    g_assert_cmpfloat(number_of(in, QOE_JITTER), ==, 7);
    g_assert_cmpfloat(number_of(in, QOE_NETWORK_MOS), ==, 3.41);
    g_assert_cmpfloat(number_of(in, QOE_DEGRADATION), ==, 0.31);
    g_assert_cmpfloat(number_of(in, QOE_ROUND_TRIP), ==, -1);
    g_assert_cmpfloat(number_of(out, QOE_SSRC), ==, 2271560481.0);
    g_assert_cmpfloat(number_of(out, QOE_ROUND_TRIP), ==, 42);
    g_assert_cmpfloat(number_of(out, QOE_ROUND_TRIP_MAX), ==, 90);
}

/* OCS 2007 ([MS-QoE] 6.1): the dialog in the SessionId alone; R2 (6.2): another
 * prefix for all. */
TEST(first_schemas)
{
    g_assert_true(
        read_xml("<?xml version=\"1.0\"?><m:VQReportEvent Version=\"2.0\""
                 " xmlns:m=\"ms-rtcp-metrics\"><m:VQSessionReport"
                 " SessionId=\"c@d;from-tag=a;to-tag=b\"><m:DialogInfo>"
                 "<m:FromURI>sip:a@b</m:FromURI></m:DialogInfo>"
                 "<m:MediaLine Label=\"main-video\"><m:InboundStream Id=\"7\">"
                 "<m:Network><m:PacketLoss><m:LossRate>.5</m:LossRate>"
                 "</m:PacketLoss></m:Network></m:InboundStream></m:MediaLine>"
                 "</m:VQSessionReport></m:VQReportEvent>"));
    g_assert_cmpstr(qoe_text(report_at(0)->facts, QOE_CALL_ID), ==, "c@d");
    g_assert_cmpstr(qoe_text(report_at(0)->facts, QOE_TO_TAG), ==, "b");
    g_assert_cmpstr(qoe_text(report_at(0)->facts, QOE_FROM_URI), ==, "sip:a@b");
    g_assert_cmpfloat(
        number_of(line_at(0)->streams[QOE_INBOUND], QOE_LOSS_RATE), ==, 0.5);
}

/* Lync 2013 and later ([MS-QoE] 6.4, 6.5): Separators, which may hold what
 * comes after them; the middle of a call; several relays. */
TEST(later_schemas)
{
    g_assert_true(read_xml(
        "<VQReportEvent xmlns:v2=\"x\" xmlns:v3=\"y\"><VQSessionReport"
        " SessionId=\"c\"><DialogInfo><v2:Separator><v2:RegisteredInside>false"
        "</v2:RegisteredInside><v2:Separator><v3:MidCallReport>true"
        "</v3:MidCallReport></v2:Separator></v2:Separator></DialogInfo>"
        "<MediaLine><Description><Connectivity><Ice>RELAY</Ice>"
        "<IceWarningFlags>64</IceWarningFlags></Connectivity>"
        "<RelayAddress><IPAddr>192.0.2.1</IPAddr></RelayAddress>"
        "<RelayAddress><IPAddr>192.0.2.2</IPAddr></RelayAddress>"
        "<v3:ReflexiveLocalIPAddress><IPAddr>192.0.2.3</IPAddr>"
        "</v3:ReflexiveLocalIPAddress></Description>"
        "<InboundStream><Network><v2:RatioConcealedSamplesAvg>0.02"
        "</v2:RatioConcealedSamplesAvg><v2:Separator/>"
        "<v3:ConcealRatioMax>0.3</v3:ConcealRatioMax></Network>"
        "</InboundStream><v2:Separator><v2:AppliedBandwidthLimit>100000"
        "</v2:AppliedBandwidthLimit></v2:Separator></MediaLine>"
        "</VQSessionReport></VQReportEvent>"));
    g_assert_true(report_at(0)->interim);
    g_assert_cmpfloat(number_of(report_at(0)->facts, QOE_INSIDE), ==, 0);
    g_assert_cmpstr(qoe_text(line_at(0)->facts, QOE_RELAY_ADDRESS), ==,
                    "192.0.2.1");
    g_assert_cmpstr(qoe_text(line_at(0)->facts, QOE_REFLEXIVE_ADDRESS), ==,
                    "192.0.2.3");
    g_assert_cmpfloat(number_of(line_at(0)->facts, QOE_BANDWIDTH_LIMIT), ==,
                      100000);
    g_assert_cmpfloat(
        number_of(line_at(0)->streams[QOE_INBOUND], QOE_CONCEALED_RATIO), ==,
        0.02);
    g_assert_cmpfloat(
        number_of(line_at(0)->streams[QOE_INBOUND], QOE_CONCEALED_MAX), ==,
        0.3);
}

TEST(several_reports)
{
    g_assert_true(read_xml("<VQReportEvent><VQSessionIntervalReport/>"
                           "<VQSessionReport/></VQReportEvent>"));
    g_assert_cmpuint(reports->len, ==, 2);
    g_assert_true(report_at(0)->interim);
    g_assert_false(report_at(1)->interim);
}

/* Other XML of SIP: [RFC 3863], [RFC 4662], [RFC 4575], SOAP, and a user's
 * rating. */
TEST(other_xml)
{
    static const char *const others[] = {
        "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b\">"
        "<tuple id=\"7\"><status><basic>open</basic></status></tuple>"
        "</presence>",
        "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:a@b\"/>",
        "<conference-info entity=\"sip:c@d\"><users/></conference-info>",
        "<s:Envelope xmlns:s=\"x\"><s:Body><VQSessionReport>"
        "<DialogInfo CallId=\"a\"/></VQSessionReport></s:Body></s:Envelope>",
        "<CallQualityFeedbackReport><Rating>1</Rating>"
        "</CallQualityFeedbackReport>",
    };

    FOR_EACH_ROW(i, others)
        g_assert_true(read_xml(others[i]));
    g_assert_cmpuint(reports->len, ==, 0);
}

/* Cut at any octet the report has what was read before it, and says that it is
 * not whole. */
TEST(cut_anywhere)
{
    struct text text = text_of(QOE_EXAMPLE);
    const char *loss =
        strstr(text.start, "</LossRate>") + strlen("</LossRate>");
    size_t session = (size_t)(strstr(text.start, "<Endpoint") - text.start);

    for (size_t n = 0; n < text.length; n++) {
        const struct qoe_line *line;
        double found = -1;

        g_ptr_array_set_size(reports, 0);
        g_assert_false(qoe_xml_read(text_head(text, n), reports));
        g_assert_cmpuint(reports->len, ==, n >= session);
        if (n < session)
            continue;
        g_assert_true(report_at(0)->whole ==
                      (n >= text.length - strlen("</VQReportEvent>")));
        line = report_at(0)->lines->len > 0 ? line_at(0) : NULL;
        if (line != NULL)
            found = number_of(line->streams[QOE_INBOUND], QOE_LOSS_RATE);
        g_assert_cmpfloat(found, ==,
                          n >= (size_t)(loss - text.start) ? 0.0333 : -1);
    }
}

/* VQSessionReport of BODY, with CALL-ID c as far as it is read. */
#define AROUND(before, inside)                                                 \
    before "<VQReportEvent><VQSessionReport SessionId=\"c\">" inside           \
           "</VQSessionReport></VQReportEvent>"

/* No entity of a document type is expanded or fetched; those of characters
 * are. */
TEST(entities)
{
    g_assert_false(
        read_xml(AROUND("<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z SYSTEM "
                        "\"file:///etc/passwd\">]>",
                        "<DialogInfo><FromURI>&x;&z;</FromURI></DialogInfo>")));
    g_assert_cmpuint(reports->len, ==, 1);
    g_assert_cmpstr(qoe_text(report_at(0)->facts, QOE_CALL_ID), ==, "c");
    g_assert_null(qoe_text(report_at(0)->facts, QOE_FROM_URI));
    g_assert_true(
        read_xml(AROUND("", "<DialogInfo><FromURI>&lt;&#65;<![CDATA[&x;]]>"
                            "</FromURI></DialogInfo>")));
    g_assert_cmpstr(qoe_text(report_at(1)->facts, QOE_FROM_URI), ==, "<A&x;");
}

TEST(octets_that_are_not_utf8)
{
    struct text text = text_of(QOE_EXAMPLE);
    char *body = g_strndup(text.start, text.length);

    *strstr(body, "alice") = '\xE9';
    *strstr(body, "bob") = '\0';
    g_assert_true(qoe_xml_read((struct text){body, text.length}, reports));
    g_assert_cmpstr(qoe_text(report_at(0)->facts, QOE_FROM_URI), ==,
                    "sip:\xEF\xBF\xBDlice@lab.example");
    g_assert_cmpfloat(
        number_of(line_at(0)->streams[QOE_INBOUND], QOE_LOSS_RATE), ==, 0.0333);
    g_free(body);
    g_assert_true(read_xml("\xEF\xBB\xBF" QOE_EXAMPLE));
    g_assert_cmpuint(reports->len, ==, 2);
}

static char *nested(unsigned depth)
{
    GString *body = g_string_new(NULL);

    for (unsigned i = 0; i < depth; i++)
        g_string_append(body, "<a>");
    for (unsigned i = 0; i < depth; i++)
        g_string_append(body, "</a>");
    return g_string_free(body, FALSE);
}

TEST(depth)
{
    static const struct {
        unsigned depth;
        bool read;
    } depths[] = {{QOE_XML_DEPTH_MAX, true},
                  {QOE_XML_DEPTH_MAX + 1, false},
                  {100000, false}};

    FOR_EACH_ROW(i, depths) {
        char *body = nested(depths[i].depth);

        g_assert_true(read_xml(body) == depths[i].read);
        g_free(body);
    }
}

/* REPEATED N times within a report. */
static struct qoe_report *report_of(const char *repeated, unsigned n)
{
    GString *body = g_string_new("<VQReportEvent><VQSessionReport>");

    for (unsigned i = 0; i < n; i++)
        g_string_append(body, repeated);
    g_string_append(body, "</VQSessionReport></VQReportEvent>");
    g_assert_true(read_xml(body->str));
    g_string_free(body, TRUE);
    return g_ptr_array_index(reports, reports->len - 1);
}

TEST(bounds)
{
    g_assert_cmpuint(report_of("<MediaLine/>", 40)->lines->len, ==,
                     QOE_LINES_MAX);
    g_assert_cmpuint(
        report_of("<DialogInfo><FromURI>a</FromURI></DialogInfo>", 200)
            ->facts->len,
        ==, 1);
    report_of("</VQSessionReport><VQSessionReport>", 20);
    g_assert_cmpuint(reports->len, ==, 2 + QOE_REPORTS_MAX - 2);
}

/* The largest body that a server takes, and one beyond what is read. */
TEST(size)
{
    char *filler = g_strnfill(300000, 'x');
    char *body = g_strconcat("<!--", filler, "-->", QOE_EXAMPLE, NULL);
    char *longest = g_strnfill(QOE_BODY_BYTES_MAX + 1, ' ');

    g_assert_true(read_xml(body));
    g_assert_cmpuint(reports->len, ==, 1);
    memcpy(longest, QOE_EXAMPLE, strlen(QOE_EXAMPLE));
    g_assert_false(read_xml(longest));
    longest[QOE_BODY_BYTES_MAX] = '\0';
    g_assert_true(read_xml(longest));
    g_free(longest);
    g_free(body);
    g_free(filler);
}

/* A second InboundStream of a line would mix with the first one. */
TEST(one_stream_a_way)
{
    report_of("<MediaLine><InboundStream Id=\"1\"/><InboundStream Id=\"2\">"
              "<Network><Utilization><Packets>5</Packets></Utilization>"
              "</Network></InboundStream><OutboundStream Id=\"3\"/>"
              "</MediaLine>",
              1);
    g_assert_cmpfloat(number_of(line_at(0)->streams[QOE_INBOUND], QOE_SSRC), ==,
                      1);
    g_assert_cmpfloat(number_of(line_at(0)->streams[QOE_INBOUND], QOE_PACKETS),
                      ==, -1);
    g_assert_cmpfloat(number_of(line_at(0)->streams[QOE_OUTBOUND], QOE_SSRC),
                      ==, 3);
}
