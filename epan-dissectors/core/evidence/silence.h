/* What a silence of an RTP stream was, told from the packet that ends it.
 * RFC 3550 5.1 (sequence number, timestamp), RFC 3389 (comfort noise).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SILENCE_H
#define LYNC_CORE_SILENCE_H

#include <stdbool.h>
#include <stdint.h>

/* The timestamp has moved on by "about d" when it differs from the capture time
 * d by at most 2 % of d, and at least by 100 ms: jitter, and clocks that
 * drift. */
#define SILENCE_CLOCK_TOLERANCE_NS INT64_C(100000000)
#define SILENCE_CLOCK_FRACTION     50

/* "Much less than d" is at most a quarter of d. */
#define SILENCE_SMALL_FRACTION 4

/* "About d / packet time" packets take from three quarters of d to four thirds
 * of it at the stream's usual packet time. */
#define SILENCE_SENT_NUMERATOR   3
#define SILENCE_SENT_DENOMINATOR 4

enum silence {
    SILENCE_UNKNOWN,
    SILENCE_DESIGNED,        /* the sender sent nothing, its clock ran: DTX,
                                comfort noise, mute */
    SILENCE_PAUSED,          /* the sender sent nothing, its clock stood: hold,
                                mute, frozen */
    SILENCE_LOST_OR_MISSED,  /* sent all the time, and lost or not captured */
    SILENCE_CLOCK_STEPPED,   /* there was none: the capture's clock was set */
    SILENCE_CAPTURE_STOPPED, /* sent all the time; the capture holds nothing of
                                anything in between */
};

/* What is known of a silence when it ends. */
struct silence_facts {
    int64_t d_ns;           /* capture time between the two packets */
    int64_t timestamp_ns;   /* RTP time between them */
    int64_t packet_time_ns; /* the stream's usual; 0: not known */
    uint32_t seq_step;      /* of the sequence number: 1 is the next. Beyond
                               65535 where the caller counts wraps */
    bool all_dark;          /* no frame of anything in between */
    bool others_on; /* another sender that ran before went on where it was, and
                       none did otherwise */
};

/* Reads a silence. The rules, in this order:
 *
 *  1. d < 0: CLOCK_STEPPED. Capture time does not run backwards.
 *  2. Timestamp about d, sequence number + 1: DESIGNED, also where all is
 *     dark: this sender's packets are all there.
 *  3. Timestamp about d, about d / packet time packets: CAPTURE_STOPPED where
 *     all is dark, else LOST_OR_MISSED.
 *  4. Timestamp, and seq_step packets, at most d / 4: CLOCK_STEPPED when
 *     others went on too; else PAUSED where seq_step is 1, and UNKNOWN where
 *     packets are missing.
 *  5. UNKNOWN: fewer or more packets than 3 says, a timestamp in between, no
 *     packet time.
 *
 * d = 0 reads as UNKNOWN, seq_step 0 and steps back too. */
enum silence silence_read(const struct silence_facts *facts);

/* Whether a timestamp that moved on by TIMESTAMP_NS has moved on by about
 * D_NS. */
bool silence_clock_ran(int64_t d_ns, int64_t timestamp_ns);

/* Whether TIME_NS is much less than D_NS; false below 0. */
bool silence_is_small(int64_t d_ns, int64_t time_ns);

/* Whether N_PACKETS are about as many as a sender sends in D_NS. */
bool silence_was_sent(int64_t d_ns, uint32_t n_packets, int64_t packet_time_ns);

#endif
