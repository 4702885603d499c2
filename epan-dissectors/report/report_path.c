/* The path of a call's media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_path.h"

#include "call_ice.h"
#include "call_turn.h"
#include "capture.h"
#include "ice_path.h"

struct report_value report_ice_path(const void *row)
{
    const struct media_stream *stream =
        call_ice_stream(capture_analysis(), row);

    return report_pointer(stream != NULL ? ice_path_name(stream->flow->path)
                                         : NULL);
}

struct report_value report_turn_asked(const void *row)
{
    return report_number(call_turn_of(capture_analysis(), row).n_asked);
}

struct report_value report_turn_allocated(const void *row)
{
    return report_number(call_turn_of(capture_analysis(), row).n_allocated);
}

struct report_value report_turn_error(const void *row)
{
    struct call_turn turn = call_turn_of(capture_analysis(), row);

    return report_if(turn.error != 0, report_number(turn.error));
}
