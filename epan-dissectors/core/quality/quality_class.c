/* Microsoft's classes of media streams.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "quality_class.h"

#include <math.h>
#include <stdbool.h>

#include <glib.h>

#define ANY ((double)INFINITY)

/* What a metric may have at most to be good, and to be acceptable. */
struct limits {
    double good;
    double acceptable;
};

/* QoEMetrics: defaults of the tables AudioMetricsThreshold and
 * VideoMetricsThreshold. CQD: stream classification, audio; for video it goes
 * by loss after FEC and by frames, which no capture shows. */
/* clang-format off */
static const struct limits audio[][N_QUALITY_METRICS] = {
    [QUALITY_LYNC2013] = {{15, 25}, {200, 500}, {2, 5}},
    [QUALITY_CQD] = {{ANY, 30}, {ANY, 500}, {ANY, 10}},
};
static const struct limits video = {5, 10};
static const struct {
    const char *name, *unit;
} metrics[] = {
    [QUALITY_JITTER] = {"mean jitter", "ms"},
    [QUALITY_ROUND_TRIP] = {"round trip", "ms"},
    [QUALITY_LOSS] = {"loss", "%"},
};
/* clang-format on */

double quality_limit(enum quality_thresholds thresholds, enum media_kind kind,
                     enum quality_metric metric, enum quality_class class)
{
    struct limits limits = {ANY, ANY};

    if (kind == MEDIA_KIND_AUDIO)
        limits = audio[thresholds][metric];
    else if (kind == MEDIA_KIND_VIDEO && metric == QUALITY_LOSS &&
             thresholds == QUALITY_LYNC2013)
        limits = video;
    return class == QUALITY_POOR     ? limits.acceptable
           : isinf(limits.good) != 0 ? limits.acceptable
                                     : limits.good;
}

static bool is_beyond(enum quality_thresholds thresholds,
                      const struct quality_facts *facts,
                      enum quality_metric metric, enum quality_class class)
{
    return facts->values[metric] >
           quality_limit(thresholds, facts->kind, metric, class);
}

/* Whether all is known that can make the stream worse than good. */
static bool is_known(enum quality_thresholds thresholds,
                     const struct quality_facts *facts)
{
    return (facts->kind == MEDIA_KIND_AUDIO ||
            (facts->kind == MEDIA_KIND_VIDEO &&
             thresholds == QUALITY_LYNC2013)) &&
           facts->values[QUALITY_LOSS] >= 0 &&
           (facts->kind == MEDIA_KIND_VIDEO ||
            facts->values[QUALITY_JITTER] >= 0);
}

enum quality_class quality_classify(enum quality_thresholds thresholds,
                                    const struct quality_facts *facts)
{
    bool degraded = false;

    if (facts->n_packets < QUALITY_PACKETS_MIN)
        return QUALITY_UNCLASSIFIED;
    for (unsigned i = 0; i < N_QUALITY_METRICS; i++) {
        enum quality_metric metric = (enum quality_metric)i;

        if (is_beyond(thresholds, facts, metric, QUALITY_POOR))
            return QUALITY_POOR;
        degraded |= is_beyond(thresholds, facts, metric, QUALITY_ACCEPTABLE);
    }
    if (!is_known(thresholds, facts))
        return QUALITY_UNCLASSIFIED;
    return degraded ? QUALITY_ACCEPTABLE : QUALITY_GOOD;
}

char *quality_text(enum quality_thresholds thresholds,
                   const struct quality_facts *facts, enum quality_class class)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < N_QUALITY_METRICS; i++) {
        enum quality_metric metric = (enum quality_metric)i;

        if (is_beyond(thresholds, facts, metric, class))
            g_string_append_printf(
                text, "%s%s %.1f %s (limit %g)", text->len > 0 ? ", " : "",
                metrics[i].name, facts->values[i], metrics[i].unit,
                quality_limit(thresholds, facts->kind, metric, class));
    }
    return g_string_free(text, FALSE);
}

const char *quality_class_name(enum quality_class class)
{
    static const char *const names[] = {
        [QUALITY_UNCLASSIFIED] = "unclassified",
        [QUALITY_GOOD] = "good",
        [QUALITY_ACCEPTABLE] = "acceptable",
        [QUALITY_POOR] = "poor",
    };

    return names[class];
}
