/* Which packets from one host to another a capture holds and which it lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_DIRECTION_H
#define LYNC_CORE_CAPTURE_DIRECTION_H

#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "loss_tally.h"
#include "time_spans.h"

/* Number of directions kept. Frames of further directions count only for their
 * interface. */
#define CAPTURE_DIRECTIONS_MAX    4096
#define CAPTURE_DIRECTIONS_SLOTS  8192
#define CAPTURE_DIRECTIONS_RECENT 4096 /* found without a hash */

/* So many missing packets in a row, over at least this time, are a hole: the
 * capture saw nothing meanwhile. Less counts as random loss. */
#define CAPTURE_HOLE_PACKETS 8
#define CAPTURE_HOLE_NS      INT64_C(500000000)

/* Where the share of missing packets is known from, best source first. */
enum capture_source {
    CAPTURE_SOURCE_RECEIVER, /* receiver reports, compared with the capture */
    CAPTURE_SOURCE_SEQUENCE, /* RTP sequence numbers, without holes */
    CAPTURE_SOURCES,
};

/* The packets from one host to another, at one interface. */
struct capture_direction {
    struct endpoint from; /* port 0 */
    struct endpoint to;   /* port 0 */
    uint32_t interface_id;
    uint32_t sender; /* identifies FROM: a hash of its address */
    uint32_t n_frames;
    int64_t last_ns;
    struct loss_tally tallies[CAPTURE_SOURCES];
    int64_t first_ns;
    int64_t gap_since_ns; /* the latest gap of at least CAPTURE_HOLE_NS between
                             two of its frames; both 0: none */
    int64_t gap_until_ns;
    int64_t quiet_since_ns; /* a receiver report proves that RTP was not sent in
                               this time; both 0: none */
    int64_t quiet_until_ns;
    int64_t timed_since_ns; /* between two reports, for which the receiver's
                               clock gives the time passed */
    int64_t timed_until_ns; /* both 0: none */
    int64_t timed_ns;
    struct time_spans holes; /* RTP was sent, and the capture shows nothing of
                                the direction or of that stream */
    struct loss_tally cut;   /* frames cut by the snaplen before they could be
                                identified; each counts as lacking */
};

/* The directions of a capture: an open hash table. Use the functions below. */
struct capture_directions {
    uint32_t n;
    struct capture_direction *slots[CAPTURE_DIRECTIONS_SLOTS];
    struct capture_direction *recent[CAPTURE_DIRECTIONS_RECENT];
};

/* Returns an empty set. Free it with capture_directions_free(), which accepts
 * NULL. */
struct capture_directions *capture_directions_new(void);
void capture_directions_free(struct capture_directions *set);

/* Returns the direction from FROM to TO (ports are ignored) at an interface.
 * Adds it if it is new; NULL if it is new and the set is full. */
struct capture_direction *capture_directions_get(struct capture_directions *set,
                                                 uint32_t interface_id,
                                                 const struct endpoint *from,
                                                 const struct endpoint *to);

/* The same for IPv4 addresses, FROM and TO as in the packet, but returns NULL
 * unless the direction was asked for lately. */
struct capture_direction *
capture_directions_recent4(const struct capture_directions *set,
                           uint32_t interface_id, const uint8_t *from,
                           const uint8_t *to);

/* The same, but returns NULL instead of adding a direction. */
struct capture_direction *
capture_directions_find(struct capture_directions *set, uint32_t interface_id,
                        const struct endpoint *from, const struct endpoint *to);

/* Counts a frame of DIRECTION at TIME_NS. */
static inline void
capture_direction_on_frame(struct capture_direction *direction, int64_t time_ns)
{
    if (direction->n_frames++ == 0) {
        direction->first_ns = time_ns;
    } else if (time_ns - direction->last_ns >= CAPTURE_HOLE_NS) {
        direction->gap_since_ns = direction->last_ns;
        direction->gap_until_ns = time_ns;
    }
    direction->last_ns = time_ns;
}

/* N_LACKING packets of one RTP stream of DIRECTION are missing between LAST_NS
 * and NOW_NS, the time of the current frame. Call this before
 * capture_direction_on_frame() for that frame.
 *
 * Returns TRUE and adds a hole if at least CAPTURE_HOLE_PACKETS are missing and
 * the direction shows no frame at all for three quarters of that time and at
 * least CAPTURE_HOLE_NS. */
gboolean capture_direction_on_missing(struct capture_direction *direction,
                                      int64_t last_ns, int64_t now_ns,
                                      uint32_t n_lacking);

#endif
