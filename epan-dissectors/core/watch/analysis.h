/* All that is known of one capture. Created when the capture is opened, passed
 * as an argument, freed when it is closed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ANALYSIS_H
#define LYNC_CORE_ANALYSIS_H

#include "call_table.h"
#include "call_waiting.h"
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
#include "qoe_reports.h"
#include "registration.h"
#include "rtp_dup_burst.h"
#include "session_timer.h"
#include "srtp.h"
#include "trunk_outlived.h"
#include "turn_clients.h"
#include "watched_call.h"

/* The user's settings for a capture. */
struct analysis_settings {
    struct rtp_dup_burst_limits bursts;
    struct media_limits media;
    enum quality_thresholds thresholds; /* of classes of quality */
    uint32_t session_grace_s;           /* tolerance on session deadlines */
    int64_t jitter_buffer_ns; /* of a receiver; what comes later is discarded */
    bool off;                 /* frames are not analysed at all */
    bool open_srtp;           /* decrypt SRTP with the keys in SDP */
};

struct call_list;

/* What an analysis held that tshark -M has given up. A call or stream that went
 * on after that counts there and in the next. */
struct analysis_given_up {
    uint64_t frames;
    uint64_t legs; /* of calls whose SIP is seen */
    uint64_t streams;
    uint64_t findings; /* without those that only the end would have proved */
};

struct analysis {
    struct analysis_settings settings;
    struct clock clock;
    struct capture_model model;   /* what the capture can have seen */
    struct media_witness witness; /* asks model on behalf of the media checks */
    struct moment now;            /* of the current frame, once it was begun */
    const void *frame_data; /* Wireshark's, of the first RTP; only compared */
    bool frames_known;      /* whether FRAMES_RETURN is final */
    bool frames_return;     /* frames will be shown again */
    uint32_t rtp_frame;     /* latest frame given to model as RTP */
    int64_t end_ns;         /* latest time of any frame so far, for timers */
    int64_t shown_end_ns;   /* the same, as in the file */
    uint32_t n_frames;      /* frames read; a change means that results may
                               change */
    bool is_live;           /* a live capture: more frames will come */
    struct analysis_given_up given_up; /* before the first frame */
    struct findings *findings;

    struct capture_points points;
    struct capture_copies *copies;
    GHashTable *drops;   /* capture_drops.h */
    GHashTable *one_way; /* capture_one_way.h */

    struct media_streams streams;
    struct media_sessions sessions;
    struct turn_clients turn; /* and their allocations */
    uint32_t n_bursts;        /* bursts of repeated packets so far */
    GArray *bursts;    /* struct rtp_dup_burst, by their indexes less one */
    struct srtp *srtp; /* NULL: SRTP is not decrypted */
    struct qoe_reports *qoe;

    struct session_timer *timer;
    GPtrArray *of_message; /* struct finding: those about the current message's
                              signalling, stored after those about its media */
    struct registrations *registrations;
    struct keep_alives *keep_alives;
    struct call_table *calls;
    struct call_waiting *waiting; /* for room in calls */
    struct sdp *sdps;   /* the current message's offer and answer, which are too
                           large for the stack */
    GPtrArray *watched; /* struct watched_call by lync.call; NULL: none */
    GHashTable *outlived; /* trunk_outlived.h */

    /* What changed since a jump that is undecided, in some interface's clock:
     * sets, empty when there is none. */
    GHashTable *jump_calls;   /* struct watched_call, by messages */
    GHashTable *jump_media;   /* struct media_call */
    GHashTable *jump_dialogs; /* by number, of the timer */

    uint32_t ended_at;      /* n_frames at the last analysis_end() */
    bool answer_shown;      /* a text report has shown it; once is enough */
    struct call_list *list; /* of the room list, made when first needed */
    void (*list_free)(struct call_list *list);
};

/* Returns an analysis of a capture that has no frames yet. Free it with
 * analysis_free(), which accepts NULL. */
struct analysis *analysis_new(const struct analysis_settings *settings);
void analysis_free(struct analysis *analysis);

/* Returns what is given up once ANALYSIS is, too. */
struct analysis_given_up analysis_give_up(const struct analysis *analysis);

/* Begins the frame of MOMENT on its first pass and sets MOMENT's time_ns; its
 * shown_ns must be set. Call this before the frame's contents are processed.
 * Further calls for the same frame only set time_ns. */
void analysis_begin_frame(struct analysis *analysis, struct moment *moment);

/* Returns the time of the current frame, for timers. While a clock jump is
 * undecided, that is just later than the time before the jump. */
int64_t analysis_now_ns(const struct analysis *analysis, uint32_t interface_id);

/* An undecided jump of an interface's clock, which the current frame may
 * decide. */
struct analysis_jump {
    bool open;
    int64_t since_ns;
    int64_t until_ns;
    int64_t offset_ns; /* sum of the clock's steps */
    int64_t wait_ns;   /* how long to wait for the decision */
};

/* analysis_jump_before() returns the state of INTERFACE_ID's clock; call it
 * before the model is given a frame or its contents. analysis_jump_after() must
 * follow. If the jump was decided and time did pass, it corrects the timers
 * that were set since the jump began. */
struct analysis_jump analysis_jump_before(const struct analysis *analysis,
                                          uint32_t interface_id);
void analysis_jump_after(struct analysis *analysis, uint32_t interface_id,
                         const struct analysis_jump *before);

/* The current frame changes times of CALL, or of DIALOG of the timer and those
 * of its Call-ID, which analysis_jump_after() may have to correct. Media says
 * so itself: see media_limits.h. */
void analysis_call_changes(struct analysis *analysis,
                           struct watched_call *call);
void analysis_dialog_changes(struct analysis *analysis, uint32_t dialog);

/* analysis_time_is_open() returns whether it is undecided if time passed before
 * the frame of MOMENT or the clock was set. analysis_time_passed() says that
 * the frame's contents prove that time did pass, and corrects MOMENT. */
bool analysis_time_is_open(const struct analysis *analysis,
                           const struct moment *moment);
void analysis_time_passed(struct analysis *analysis, struct moment *moment);

/* The frame of MOMENT holds an IP packet from FROM to TO (ports are ignored).
 * CUT: the capture does not hold all of it. Call this once per frame, after its
 * contents were processed, but not for RTP (see rtp_frame). */
void analysis_on_ip(struct analysis *analysis, const struct moment *moment,
                    const struct endpoint *from, const struct endpoint *to,
                    bool cut);

/* The same for IPv4 addresses, FROM and TO as in the packet, none of it cut.
 * Cheap; returns false and does nothing unless the hosts were seen lately. */
bool analysis_on_ip4(struct analysis *analysis, const struct moment *moment,
                     const uint8_t *from, const uint8_t *to);

/* Counts the frame of MOMENT. Call this once for each frame, in file order. */
void analysis_on_frame(struct analysis *analysis, const struct moment *moment);

/* Converts TIME_NS, a time for timers at which FRAME was captured, to the time
 * in the file. */
int64_t analysis_shown_ns(const struct analysis *analysis, uint32_t frame,
                          int64_t time_ns);

/* Returns what is kept of CALL; NULL if it has no signalling or is not known.
 * analysis_call_known() is for callers that change it. */
const struct watched_call *analysis_call(const struct analysis *analysis,
                                         uint32_t call);
struct watched_call *analysis_call_known(struct analysis *analysis,
                                         uint32_t call);

/* The same, but adds a new one if there is none. CALL must be an index of the
 * table of calls. */
struct watched_call *analysis_call_get(struct analysis *analysis,
                                       uint32_t call);

#endif
