/* All that is known of one capture: made when it opens, handed down as an
 * argument, freed when it closes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ANALYSIS_H
#define LYNC_CORE_ANALYSIS_H

#include "call_table.h"
#include "capture_copies.h"
#include "capture_drops.h"
#include "capture_model.h"
#include "capture_one_way.h"
#include "capture_points.h"
#include "clock.h"
#include "findings.h"
#include "keep_alive.h"
#include "media_sessions.h"
#include "media_streams.h"
#include "registration.h"
#include "rtp_dup_burst.h"
#include "session_timer.h"
#include "srtp.h"
#include "trunk_outlived.h"
#include "watched_call.h"

/* What the user set, for a whole capture. */
struct analysis_settings {
    struct rtp_dup_burst_limits bursts;
    struct media_limits media;
    uint32_t session_grace_s; /* tolerance on session deadlines */
    bool open_srtp;           /* with the keys that SDP carries */
};

struct call_list;

struct analysis {
    struct analysis_settings settings;
    struct clock clock;
    struct capture_model model;   /* what the capture can have seen */
    struct media_witness witness; /* asks it */
    struct moment now;            /* of the frame at hand, once it was begun */
    uint32_t rtp_frame; /* the latest that holds RTP which the model knows */
    int64_t end_ns;     /* the latest frame, as far as the capture was read, as
                           timers count */
    int64_t shown_end_ns; /* the same as the file says */
    uint32_t n_frames;    /* read; changes whenever what is known may have */
    struct findings *findings;

    struct capture_points points;
    struct capture_copies *copies;
    GHashTable *drops;   /* capture_drops.h */
    GHashTable *one_way; /* capture_one_way.h */

    struct media_streams streams;
    struct media_sessions sessions;
    uint32_t n_bursts; /* of repeated packets, so far */
    struct srtp *srtp; /* NULL: not to be opened */

    struct session_timer *timer;
    GPtrArray *of_message; /* struct finding: what the judges of signalling
                              found in the message at hand; kept after what its
                              media proves */
    struct registrations *registrations;
    struct keep_alives *keep_alives;
    struct call_table *calls;
    GPtrArray *watched;   /* struct watched_call by lync.call; NULL: none */
    GArray *open_calls;   /* uint32_t: calls that are up, for trunks */
    GHashTable *outlived; /* trunk_outlived.h */

    uint32_t ended_at;      /* n_frames when the end was last worked out */
    bool answer_shown;      /* in text, above a report: once is enough */
    struct call_list *list; /* of the room list, made when first asked for */
    void (*list_free)(struct call_list *list);
};

/* An analysis of which no frame has been read, with SETTINGS; free with
 * analysis_free(), which allows NULL. */
struct analysis *analysis_new(const struct analysis_settings *settings);
void analysis_free(struct analysis *analysis);

/* The frame of MOMENT, whose shown_ns is known, is being read for the first
 * time: sets its time_ns. To be called before anything in it is taken in; again
 * for the same frame it does no more. */
void analysis_begin_frame(struct analysis *analysis, struct moment *moment);

/* The time of the frame at hand, for timers. While a jump of the clock is not
 * understood, it is just later than what came before the jump. */
int64_t analysis_now_ns(const struct analysis *analysis, uint32_t interface_id);

/* A jump of an interface's clock that may have to be decided by the frame at
 * hand. */
struct analysis_jump {
    bool open;
    int64_t since_ns;
    int64_t until_ns;
    int64_t offset_ns; /* of the clock's steps */
    int64_t wait_ns;   /* for what decides it */
};

/* The first notes the jump of INTERFACE_ID's clock before the model takes in a
 * frame, or what the frame holds. The second, called after that, corrects the
 * times since the jump began if it turns out that time did pass. */
struct analysis_jump analysis_jump_before(const struct analysis *analysis,
                                          uint32_t interface_id);
void analysis_jump_after(struct analysis *analysis, uint32_t interface_id,
                         const struct analysis_jump *before);

/* Whether it is not known yet if time passed before the frame of MOMENT, or its
 * clock was set. The second says that something in the frame proves that time
 * did pass, and corrects MOMENT. */
bool analysis_time_is_open(const struct analysis *analysis,
                           const struct moment *moment);
void analysis_time_passed(struct analysis *analysis, struct moment *moment);

/* The frame of MOMENT holds an IP packet from FROM to TO (ports do not matter),
 * which is CUT when the capture does not hold all of it. Once a frame, after
 * whatever it holds was taken in; not for RTP (rtp_frame). */
void analysis_on_ip(struct analysis *analysis, const struct moment *moment,
                    const struct endpoint *from, const struct endpoint *to,
                    bool cut);

/* The frame of MOMENT was read; once for each, in order. */
void analysis_on_frame(struct analysis *analysis, const struct moment *moment);

/* A time of timers, at which FRAME was captured, as the file says it. */
int64_t analysis_shown_ns(const struct analysis *analysis, uint32_t frame,
                          int64_t time_ns);

/* What is kept of CALL; NULL when it has no signalling, or is not known. The
 * second one is for callers that change it. */
const struct watched_call *analysis_call(const struct analysis *analysis,
                                         uint32_t call);
struct watched_call *analysis_call_known(struct analysis *analysis,
                                         uint32_t call);

/* The same, made when there is none; CALL is a number of the table of calls. */
struct watched_call *analysis_call_get(struct analysis *analysis,
                                       uint32_t call);

#endif
