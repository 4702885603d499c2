/* Tests of what a quality report comes down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "reported_text.h"

#include "qoe_scene.h"
#include "qoe_text.h"
#include "qoe_xml.h"
#include "unit_test.h"

static void assert_says(bool (*read)(struct text text, GPtrArray *reports),
                        const char *body, const char *wanted)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(qoe_report_free);
    struct qoe_entry entry = {.source = {4, {192, 0, 2, 10}, 5061}};
    char *says;

    read(text_of(body), found);
    entry.report = g_ptr_array_index(found, 0);
    says = reported_text(&entry);
    g_assert_cmpstr(says, ==, wanted);
    g_free(says);
    g_ptr_array_unref(found);
}

TEST(of_each_line)
{
    assert_says(qoe_xml_read, QOE_EXAMPLE,
                "Quality report of 192.0.2.10: main-audio DIRECT, 3.3 % lost, "
                "jitter 7 ms, MOS 3.41.");
    assert_says(qoe_text_read, QOE_TEXT_EXAMPLE,
                "Quality report of 192.0.2.10: media, 5.0 % lost, jitter 2 ms, "
                "MOS 4.2.");
    assert_says(
        qoe_xml_read,
        "<VQReportEvent><VQSessionReport><MediaLine Label=\"a\"><Description>"
        "<Connectivity><Ice>RELAY</Ice><IceWarningFlags>64</IceWarningFlags>"
        "</Connectivity></Description></MediaLine><MediaLine Label=\"b\">"
        "<Description><Connectivity><Ice>FAILED</Ice><IceWarningFlags>1"
        "</IceWarningFlags></Connectivity></Description></MediaLine>"
        "</VQSessionReport></VQReportEvent>",
        "Quality report of 192.0.2.10: a RELAY (UDP allocation at the TURN "
        "server failed); b FAILED.");
}

TEST(without_lines)
{
    assert_says(qoe_xml_read,
                "<VQReportEvent><VQSessionReport/></VQReportEvent>", NULL);
}
