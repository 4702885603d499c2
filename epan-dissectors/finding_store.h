/* The findings of the capture that is being read: kept by frame for display,
 * in order for the reports. Lives in file scope.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FINDING_STORE_H
#define LYNC_FINDING_STORE_H

#include <epan/packet.h>

#include "finding.h"

#define FINDING_NO_INDEX UINT32_MAX /* of no stream, of no call */
#define MAX_FINDINGS     100000     /* kept; what comes later is only counted */

/* The keys of what this plugin keeps of a frame (p_add_proto_data). */
enum frame_data {
    FRAME_DATA_FINDINGS,
    FRAME_DATA_REPEAT,
    FRAME_DATA_SIP,
    FRAME_DATA_SESSION,
};

/* One finding made on one frame. */
struct stored_finding {
    struct stored_finding *next_of_frame; /* in the order they were made */
    struct stored_finding *older_of_call; /* the same call's one before it */
    uint32_t frame;    /* 0: proven by the end of the capture only */
    nstime_t abs_time; /* of the frame */
    nstime_t rel_time; /* since the first frame */
    int64_t time_ns;   /* the same */
    enum finding_id id;
    enum finding_severity severity;
    uint32_t stream; /* lync.stream, or FINDING_NO_INDEX */
    uint32_t call;   /* lync.call, or FINDING_NO_INDEX */
    const char *text;
};

/* Keeps the findings of LIST (struct finding pointers) as made on the frame
 * that PINFO is at, and empties LIST. First pass only. */
void finding_store_add(packet_info *pinfo, GPtrArray *list, uint32_t stream,
                       uint32_t call);

/* Keeps the findings of LIST as proven by the end of the capture only, and
 * empties LIST. finding_store_clear_at_end forgets them all. */
void finding_store_add_at_end(GPtrArray *list, uint32_t stream, uint32_t call);
void finding_store_clear_at_end(void);

/* The findings of the end, in the order they were added. */
const GPtrArray *finding_store_at_end(void);

/* The first finding of the frame that PINFO is at, on any pass; NULL when it
 * has none. */
const struct stored_finding *finding_store_of_frame(packet_info *pinfo);

/* The latest finding made on a frame of CALL (lync.call of the first pass),
 * the others linked by older_of_call; NULL for none. */
const struct stored_finding *finding_store_of_call(uint32_t call);

/* All findings in the order of their frames: struct stored_finding
 * pointers. */
const GPtrArray *finding_store_all(void);

/* How many findings were not kept because of MAX_FINDINGS. */
uint32_t finding_store_n_not_kept(void);

/* Registers an expert item for each row of the finding table under
 * PROTO_LYNC. */
void finding_store_register(int proto_lync);

/* Raises the expert items of the frame that PINFO is at on ITEM (NULL when
 * there is no tree). */
void finding_store_show(packet_info *pinfo, proto_item *item);

#endif
