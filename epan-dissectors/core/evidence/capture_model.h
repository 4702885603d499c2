/* What a capture can have seen. The model is given every frame in file order;
 * the rules about missing packets query it through evidence.h.
 * docs/evidence.md.
 *
 * Times are int64_t ns since the first frame of the capture. "Raw" time is the
 * frame's own; every other time is without the steps of the capture's clock
 * (capture_clock.h).
 *
 * Memory: one struct capture_direction for each direction at each interface, at
 * most CAPTURE_DIRECTIONS_MAX: below 0.5 KB each, plus up to 1 KB for each
 * source (CAPTURE_SOURCES) and 1 KB for holes. Typically 0.8 KB for a call of a
 * minute, 2 KB for one of hours.
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

/* Interfaces kept apart. All further ones share the last entry, whose clock is
 * not examined. */
#define CAPTURE_MODEL_INTERFACES_MAX 64

/* Owns everything it points to. Only the functions of this file change it. */
struct capture_model {
    struct capture_directions *directions; /* owned */
    struct capture_interface *interfaces[CAPTURE_MODEL_INTERFACES_MAX];
    uint64_t n_without_direction; /* frames beyond the limit of directions */
};

/* Initializes an empty model. SEED goes into the hash of the directions; it
 * should be a number that the author of a capture cannot predict. */
void capture_model_init(struct capture_model *model);

/* Frees what the model holds and sets it to all zero. */
void capture_model_clear(struct capture_model *model);

/* Fast path of capture_model_on_frame() and capture_model_now_ns(), which
 * *NOW_NS is set to. Returns false and changes nothing for the interface's
 * first frame, and where its clock may have jumped. */
bool capture_model_advance(struct capture_model *model, uint32_t interface_id,
                           int64_t raw_ns, int64_t *now_ns);

/* Processes frame number FRAME (from 1), of any protocol, with time RAW_NS.
 * Call this before every other function for the same frame. */
void capture_model_on_frame(struct capture_model *model, uint32_t interface_id,
                            uint32_t frame, int64_t raw_ns);

/* The current frame is an IP packet from FROM to TO (ports are ignored). Do not
 * call this for RTP that goes to capture_stream_on_rtp(). Returns the
 * direction; NULL beyond the limit. */
struct capture_direction *capture_model_on_ip(struct capture_model *model,
                                              uint32_t interface_id,
                                              const struct endpoint *from,
                                              const struct endpoint *to);

/* Initializes STREAM: RTP of one SSRC from FROM to TO, at an interface that has
 * had a frame. */
void capture_model_stream_init(struct capture_model *model,
                               struct capture_stream *stream,
                               uint32_t interface_id,
                               const struct endpoint *from,
                               const struct endpoint *to);

/* Fast path of capture_model_on_ip() for IPv4: FROM and TO as in the packet.
 * Returns NULL and counts nothing unless the direction was seen lately. */
struct capture_direction *capture_model_on_ip4(struct capture_model *model,
                                               uint32_t interface_id,
                                               const uint8_t *from,
                                               const uint8_t *to);

/* The current frame, of DIRECTION, was cut too short to be identified. */
void capture_model_on_cut(struct capture_model *model, uint32_t interface_id,
                          struct capture_direction *direction);

/* The current frame is RTCP. */
void capture_model_on_rtcp(struct capture_model *model, uint32_t interface_id);

/* The current frame proves that the time of an open clock jump did pass. */
void capture_model_on_time_passed(struct capture_model *model,
                                  uint32_t interface_id);

/* Time of the current frame for timers: see capture_clock_now_ns(). 0 if the
 * interface has had no frame. */
int64_t capture_model_now_ns(const struct capture_model *model,
                             uint32_t interface_id);

/* Time of any frame so far, from its number and raw time; RAW_NS if the
 * interface has had no frame. */
int64_t capture_model_time_ns(const struct capture_model *model,
                              uint32_t interface_id, uint32_t frame,
                              int64_t raw_ns);

/* Returns the direction from FROM to TO at an interface; NULL if no IP packet
 * of it was seen, or beyond the limit. */
const struct capture_direction *
capture_model_direction(const struct capture_model *model,
                        uint32_t interface_id, const struct endpoint *from,
                        const struct endpoint *to);

/* Returns the interface; NULL if it has had no frame. */
const struct capture_interface *
capture_model_interface(const struct capture_model *model,
                        uint32_t interface_id);

#endif
