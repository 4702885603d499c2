/* Microsoft's classes of media streams, by the metrics that a capture can show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QUALITY_CLASS_H
#define LYNC_CORE_QUALITY_CLASS_H

#include <stdint.h>

#include "media_kind.h"

/* Streams of fewer packets are not classified. */
#define QUALITY_PACKETS_MIN 500

/* Whose thresholds. */
enum quality_thresholds {
    QUALITY_LYNC2013, /* the QoE database of Lync Server 2010 to Skype for
                         Business Server 2019: three classes */
    QUALITY_CQD,      /* Call Quality Dashboard: good and poor, audio alone */
};

/* Better ones first. */
enum quality_class {
    QUALITY_UNCLASSIFIED,
    QUALITY_GOOD,
    QUALITY_ACCEPTABLE,
    QUALITY_POOR,
};

enum quality_metric {
    QUALITY_JITTER,     /* ms, mean of the stream; audio alone */
    QUALITY_ROUND_TRIP, /* ms; audio alone */
    QUALITY_LOSS,       /* percent */
    N_QUALITY_METRICS
};

/* What is known of one stream. */
struct quality_facts {
    enum media_kind kind;
    uint64_t n_packets;
    double values[N_QUALITY_METRICS]; /* below 0: not known */
};

/* Returns the class of the stream: that of its worst metric. Good and
 * acceptable require loss, and of audio jitter, to be known. */
enum quality_class quality_classify(enum quality_thresholds thresholds,
                                    const struct quality_facts *facts);

/* The greatest value of METRIC that a stream of KIND may have and be better
 * than CLASS, which is QUALITY_ACCEPTABLE or QUALITY_POOR. INFINITY: any. */
double quality_limit(enum quality_thresholds thresholds, enum media_kind kind,
                     enum quality_metric metric, enum quality_class class);

/* Returns what makes the stream CLASS (as for quality_limit): "mean jitter 34.2
 * ms (limit 25), loss 6.1 % (limit 5)". Free with g_free. */
char *quality_text(enum quality_thresholds thresholds,
                   const struct quality_facts *facts, enum quality_class class);

/* "good", "acceptable", "poor", "unclassified". */
const char *quality_class_name(enum quality_class class);

#endif
