/* Tests of the table of watched ports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service_ports.h"

#include <glib.h>

#include "unit_test.h"

TEST(built_in)
{
    static const uint16_t all[] = {389, 443, 636, 1433, 3260, 5060, 5061};
    struct service_ports ports;
    unsigned n = 0;

    service_ports_set(&ports, NULL, 0);
    for (unsigned port = 0; port <= UINT16_MAX; port++)
        n += service_port_watched(&ports, (uint16_t)port);
    g_assert_cmpuint(n, ==, G_N_ELEMENTS(all));
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        g_assert_true(service_port_watched(&ports, all[i]));
    g_assert_cmpstr(service_port_name(&ports, 3260), ==, "iSCSI");
    g_assert_null(service_port_name(&ports, 80));
}

/* Rows add, rename and remove ports; the last of two rows counts; invalid rows
 * are ignored. */
TEST(rows_on_top)
{
    static const struct service_port rows[] = {
        {80, "Web"}, {443, "Proxy"},  {389, ""},   {1, "first"},
        {65535, ""}, {65535, "last"}, {0, "none"}, {65536 + 80, "none"},
    };
    struct service_ports ports;

    service_ports_set(&ports, rows, G_N_ELEMENTS(rows));
    g_assert_cmpstr(service_port_name(&ports, 80), ==, "Web");
    g_assert_cmpstr(service_port_name(&ports, 443), ==, "Proxy");
    g_assert_null(service_port_name(&ports, 389));
    g_assert_true(service_port_watched(&ports, 1));
    g_assert_cmpstr(service_port_name(&ports, 65535), ==, "last");
    g_assert_false(service_port_watched(&ports, 0));
    g_assert_cmpstr(service_port_name(&ports, 3260), ==, "iSCSI");
}
