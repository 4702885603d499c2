/* What the gate saw in the frame that is being dissected, for the code that
 * shows it afterwards. Valid until the next frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_FACTS_H
#define LYNC_FRAME_FACTS_H

#include <epan/packet.h>

#include "media_arrival.h"

struct frame_facts {
    uint32_t frame;              /* the number of the frame described here */
    struct media_stream *stream; /* NULL: no media */
    /* Of RTCP without a stream, because its sender has sent no RTP so far;
     * NULL: no RTCP either. */
    struct media_session_entry *session;
    uint8_t dscp;         /* of the innermost IP header */
    uint8_t payload_type; /* of RTP */
    bool is_rtp;          /* else it is RTCP */
};

/* The facts of the frame that PINFO is at; without a stream if the gate has
 * seen no media in it. */
struct frame_facts *frame_facts(const packet_info *pinfo);

/* Registers the routine that clears the facts when the capture closes. */
void frame_facts_register(void);

#endif
