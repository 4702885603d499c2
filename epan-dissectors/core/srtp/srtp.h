/* The SRTP of a capture: its keys, and the streams that they open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_H
#define LYNC_CORE_SRTP_H

#include "srtp_stream.h"

#define SRTP_STREAMS_MAX 262144 /* later ones are not opened */

struct srtp {
    struct srtp_keys keys;
    GHashTable *streams; /* struct srtp_stream by its id, owned */
};

/* No keys and no streams; free with srtp_free(), which allows NULL. */
struct srtp *srtp_new(void);
void srtp_free(struct srtp *srtp);

/* Finds what opens PACKET of the stream ID, as srtp_stream_open() does. CALLS:
 * those whose SDP names the sender, and the receiver; NO_INDEX for none. */
const struct srtp_opening *srtp_open(struct srtp *srtp,
                                     const struct srtp_stream_id *id,
                                     const uint32_t calls[2],
                                     const struct srtp_packet *packet);

/* The stream of ID; NULL when no packet of it was to be opened. */
struct srtp_stream *srtp_stream_find(const struct srtp *srtp,
                                     const struct srtp_stream_id *id);

#endif
