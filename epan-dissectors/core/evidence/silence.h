/* Classifies a silence of an RTP stream by the packet that ends it. RFC 3550
 * 5.1 (sequence number, timestamp), RFC 3389 (comfort noise).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SILENCE_H
#define LYNC_CORE_SILENCE_H

#include <stdbool.h>
#include <stdint.h>

/* A timestamp has advanced by "about d" if it differs from the capture time d
 * by no more than 2 % of d or 100 ms, whichever is more. This allows for jitter
 * and clock drift. */
#define SILENCE_CLOCK_TOLERANCE_NS INT64_C(100000000)
#define SILENCE_CLOCK_FRACTION     50

/* "Much less than d": at most a quarter of d. */
#define SILENCE_SMALL_FRACTION 4

/* A number of packets was "sent all the time" if they take three quarters to
 * four thirds of d at the stream's usual packet time. */
#define SILENCE_SENT_NUMERATOR   3
#define SILENCE_SENT_DENOMINATOR 4

enum silence {
    SILENCE_UNKNOWN,
    SILENCE_DESIGNED, /* nothing was sent, the RTP clock ran: DTX, comfort
                         noise, mute */
    SILENCE_PAUSED, /* nothing was sent, the RTP clock stood still: hold, mute,
                       a frozen sender */
    SILENCE_LOST_OR_MISSED,  /* sent all the time, and lost or not captured */
    SILENCE_CLOCK_STEPPED,   /* no silence: the capture's clock was set */
    SILENCE_CAPTURE_STOPPED, /* sent all the time, and the capture has no frame
                                at all in between */
};

/* What is known when the silence ends. */
struct silence_facts {
    int64_t d_ns;           /* capture time between the two packets */
    int64_t timestamp_ns;   /* RTP time between them */
    int64_t packet_time_ns; /* usual packet time; 0: not known */
    uint32_t seq_step; /* advance of the sequence number; 1 is the next packet,
                          above 65535 if wraps are counted */
    bool all_dark;     /* no frame of anything in between */
    bool others_on; /* another sender that had run before continued where it had
                       stopped, and none did otherwise */
};

/* Classifies a silence by the first rule that applies:
 *
 * 1. d < 0: CLOCK_STEPPED. Capture time does not run backwards.
 * 2. d = 0, or seq_step = 0: UNKNOWN.
 * 3. Timestamp about d, seq_step 1: DESIGNED, even if the capture has no other
 *    frame meanwhile, because no packet of this sender is missing.
 * 4. Timestamp about d, seq_step packets sent all the time: CAPTURE_STOPPED if
 *    all_dark, else LOST_OR_MISSED.
 * 5. Timestamp much less than d, seq_step 1 or packets for much less than d:
 *    CLOCK_STEPPED if others_on; else PAUSED if seq_step is 1, and UNKNOWN if
 *    packets are missing.
 * 6. Anything else: UNKNOWN. */
enum silence silence_read(const struct silence_facts *facts);

/* Whether TIMESTAMP_NS is about D_NS. */
bool silence_clock_ran(int64_t d_ns, int64_t timestamp_ns);

/* Whether TIME_NS is much less than D_NS; false if it is negative. */
bool silence_is_small(int64_t d_ns, int64_t time_ns);

/* Whether N_PACKETS are what a sender sends in D_NS; false if the packet time
 * is not known. */
bool silence_was_sent(int64_t d_ns, uint32_t n_packets, int64_t packet_time_ns);

#endif
