/* What a capture can have seen: fed with every frame in file order, asked by
 * the rules about absence (evidence.h). docs/evidence.md.
 *
 * Time is int64_t ns since the first frame of the capture. "Raw" is the
 * frame's own; every other time is without steps of the capture's clock.
 *
 * Memory: one struct capture_direction for each pair of hosts and interface,
 * at most CAPTURE_DIRECTIONS_MAX of them, each below 0.5 KB, up to 1 KB
 * for each source that it has (CAPTURE_SOURCES), 1 KB for its holes. Typically
 * 0.8 KB for a call of a minute, 2 KB for one of hours.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_MODEL_H
#define LYNC_CORE_CAPTURE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "capture_direction.h"
#include "capture_interface.h"
#include "capture_stream.h"
#include "endpoint.h"

/* Interfaces told apart; those beyond share the last, whose clock is not
 * watched. */
#define CAPTURE_MODEL_INTERFACES_MAX 64

/* What it holds is its own; only functions of this file change it. */
struct capture_model {
    struct capture_directions *directions; /* owned */
    struct capture_interface *interfaces[CAPTURE_MODEL_INTERFACES_MAX];
    uint64_t n_without_direction; /* frames beyond the limit */
};

/* An empty model. SEED: any number that the author of a capture cannot know;
 * it decides where hosts lie in the hash table. */
void capture_model_init(struct capture_model *model, uint32_t seed);

/* Frees what the model holds and leaves it all zero. */
void capture_model_clear(struct capture_model *model);

/* A frame of any protocol: number FRAME, from 1, at RAW_NS. To be called before
 * all others of the same frame. */
void capture_model_on_frame(struct capture_model *model, uint32_t interface_id,
                            uint32_t frame, int64_t raw_ns);

/* The frame at hand is IP from FROM to TO (ports do not matter), and not RTP
 * that capture_stream_on_rtp gets. Returns the direction, for the functions
 * below; NULL beyond the limit. */
struct capture_direction *capture_model_on_ip(struct capture_model *model,
                                              uint32_t interface_id,
                                              const struct endpoint *from,
                                              const struct endpoint *to);

/* Binds STREAM, RTP of one SSRC from FROM to TO at an interface that has had a
 * frame. */
void capture_model_stream_init(struct capture_model *model,
                               struct capture_stream *stream,
                               uint32_t interface_id,
                               const struct endpoint *from,
                               const struct endpoint *to);

/* The frame at hand, in DIRECTION, was cut so that nobody can tell what it
 * is. */
void capture_model_on_cut(struct capture_model *model, uint32_t interface_id,
                          struct capture_direction *direction);

/* The frame at hand is RTCP. */
void capture_model_on_rtcp(struct capture_model *model, uint32_t interface_id);

/* The frame at hand shows that the time of an open jump of the clock did
 * pass. */
void capture_model_on_time_passed(struct capture_model *model,
                                  uint32_t interface_id);

/* The time of the frame at hand, for timers: see capture_clock_now_ns. 0 for
 * an interface without frames. */
int64_t capture_model_now_ns(const struct capture_model *model,
                             uint32_t interface_id);

/* The time of any frame so far, from its number and raw time. */
int64_t capture_model_time_ns(const struct capture_model *model,
                              uint32_t interface_id, uint32_t frame,
                              int64_t raw_ns);

/* The direction from FROM to TO at an interface; NULL when no IP packet of it
 * was seen, or beyond the limit. */
const struct capture_direction *
capture_model_direction(const struct capture_model *model,
                        uint32_t interface_id, const struct endpoint *from,
                        const struct endpoint *to);

/* The interface, NULL when it has had no frame. */
const struct capture_interface *
capture_model_interface(const struct capture_model *model,
                        uint32_t interface_id);

#endif
