/* A place of capture of a stream in the JSON document.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_point.h"
#include "report_json_row.h"
#include "report_json_value.h"

void report_json_point(json_dumper *dumper, const struct rtp_points *points,
                       uint32_t i)
{
    const struct rtp_point *point = rtp_points_at(points, i);
    const struct rtp_stats *stats = &point->stats;

    json_dumper_begin_object(dumper);
    report_json_uint(dumper, "interface", point->interface_id);
    report_json_text(dumper, "name", capture_point_name(point->interface_id));
    report_json_uint(dumper, "packets", stats->n_packets);
    report_json_uint(dumper, "expected", rtp_seq_expected(&stats->seq));
    report_json_uint(dumper, "lost", rtp_seq_lost(&stats->seq));
    report_json_dscps(dumper, "dscp", point->marks.seen);
    json_dumper_end_object(dumper);
}
