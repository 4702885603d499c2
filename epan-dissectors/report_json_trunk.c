/* The trunks in the JSON document: pairs of hosts, what their calls showed of
 * each, and the settings that fit.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json_row.h"

void report_json_trunks(json_dumper *dumper)
{
    (void)dumper;
}
