/* One line for each RTP stream of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_streams.h"

#include <epan/packet.h>

#include <stdio.h>

#include "capture_state.h"
#include "report.h"

#define N_DSCPS 64

/* "40", "0,40": the code points of a set, ascending; "-" for none. */
static char *dscps_text(uint64_t dscps_seen)
{
    GString *text = g_string_new(NULL);

    for (unsigned dscp = 0; dscp < N_DSCPS; dscp++)
        if (dscps_seen >> dscp & 1)
            g_string_append_printf(text, "%s%u", text->len > 0 ? "," : "",
                                   dscp);
    if (text->len == 0)
        g_string_append_c(text, '-');
    return g_string_free(text, FALSE);
}

static void print_stream(const struct media_stream *stream)
{
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];
    const struct endpoint *ends = stream->flow->ends;
    const char *media = media_class_name(stream->media);
    char *dscps = dscps_text(stream->dscps_seen);

    endpoint_text(&ends[stream->direction], from);
    endpoint_text(&ends[1 - stream->direction], to);
    printf("%6u  %-9s  0x%08x  %-21s  %-21s  %-5s  %-15s  %3u  %-8s  "
           "%8u\n",
           stream->index, stream->setup, stream->ssrc, from, to,
           media != NULL ? media : "-",
           stream->codec != NULL ? stream->codec : "-", stream->payload_type,
           dscps, stream->n_packets);
    g_free(dscps);
}

static void print_streams(void)
{
    const GPtrArray *streams = media_streams();

    printf("RTP streams: %u\n", streams->len);
    if (streams->len > 0)
        printf("%6s  %-9s  %-10s  %-21s  %-21s  %-5s  %-15s  %3s  %-8s  %8s\n",
               "stream", "found by", "ssrc", "from", "to", "media", "codec",
               "pt", "dscp", "packets");
    for (guint i = 0; i < streams->len; i++)
        print_stream(g_ptr_array_index(streams, i));
    if (media_n_not_kept() > 0)
        printf("Not counted, because a table was full: packets of %u flows "
               "or streams.\n",
               media_n_not_kept());
}

void report_streams_register(void)
{
    static struct report report = {"lync,streams", print_streams};

    report_register(&report);
}
