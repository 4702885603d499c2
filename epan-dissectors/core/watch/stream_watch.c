/* Assigns RTP packets to streams, and describes what the streams carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_watch.h"

#include "audio_beside.h"
#include "quality_watch.h"
#include "video_loss.h"

#define SAMPLED     64 /* one packet in so many shows the payload's length */
#define EVENT_CODEC "telephone-event" /* RFC 4733 */
#define NOISE_CODEC "CN"              /* RFC 3389 */
#define RED_CODEC   "RED"             /* RFC 2198 */

/* Compare with audio once every GAPS_BETWEEN_CHECKS gaps. If there are more
 * than MAX_STREAMS_FOR_CHECKING streams, only at the end of the capture. */
#define GAPS_BETWEEN_CHECKS      64
#define MAX_STREAMS_FOR_CHECKING 4096

static void sample_payload(struct media_stream *stream,
                           const struct media_arrival *arrival)
{
    size_t header_bytes = arrival->rtp.header_bytes;
    uint32_t payload_bytes =
        arrival->reported_bytes > header_bytes
            ? (uint32_t)(arrival->reported_bytes - header_bytes)
            : 0;

    if (stream->n_packets == 1)
        stream->payload_bytes = payload_bytes;
    else if (stream->payload_bytes != payload_bytes)
        stream->payload_bytes = 0;
}

struct media_stream *stream_watch_count(struct analysis *analysis,
                                        const struct media_arrival *arrival)
{
    const struct moment *moment = &arrival->moment;
    struct media_stream *stream =
        media_stream_get(&analysis->streams, arrival->flow,
                         arrival->path.direction, arrival->rtp.ssrc);

    if (stream == NULL)
        return NULL;
    stream->last_frame = moment->frame;
    if (stream->n_packets == 0) {
        media_streams_forget_idle(&analysis->streams, moment->time_ns);
        stream->first_frame = moment->frame;
        stream->first_ns = moment->time_ns;
        stream->last_ns = moment->time_ns;
    }
    stream->n_packets++;
    rtp_steps_count(&stream->steps, moment->time_ns - stream->first_ns,
                    RTP_STEP_PACKETS);
    if (stream->n_packets % SAMPLED == 1)
        sample_payload(stream, arrival);
    if (arrival->dscp <= 63)
        stream->dscps_seen |= UINT64_C(1) << arrival->dscp;
    return stream;
}

bool stream_watch_is_undescribed(const struct media_stream *stream,
                                 uint8_t payload_type)
{
    return stream->n_packets == 1 || stream->payload_type != payload_type;
}

/* Whether CODEC accompanies the codec of an audio stream, or wraps it. */
static bool is_beside(const char *codec)
{
    return g_ascii_strcasecmp(codec, EVENT_CODEC) == 0 ||
           g_ascii_strcasecmp(codec, NOISE_CODEC) == 0 ||
           g_ascii_strcasecmp(codec, RED_CODEC) == 0;
}

bool stream_watch_is_red(const struct media_stream *stream)
{
    return stream->codec != NULL &&
           g_ascii_strcasecmp(stream->codec, RED_CODEC) == 0;
}

static void set_clock(struct media_stream *stream, uint32_t clock_rate_hz)
{
    if (stream->jitter == NULL && clock_rate_hz > 0) {
        struct stream_timing *timing = g_new0(struct stream_timing, 1);

        stream->jitter = &timing->jitter; /* freed with the stream */
        stream->playout = &timing->playout;
    }
    if (stream->jitter != NULL)
        rtp_jitter_set_clock(stream->jitter, clock_rate_hz);
}

void stream_watch_describe(struct media_stream *stream, uint8_t payload_type,
                           const char *codec, uint32_t clock_rate_hz,
                           enum media_kind kind, const char *setup)
{
    stream->payload_type = payload_type;
    stream->codec_known = codec != NULL;
    stream->is_event =
        codec != NULL && g_ascii_strcasecmp(codec, EVENT_CODEC) == 0;
    if (codec != NULL && (stream->codec == NULL || is_beside(stream->codec))) {
        g_free(stream->codec);
        stream->codec = g_strdup(codec);
    } else if (codec != NULL && !is_beside(codec) &&
               g_ascii_strcasecmp(codec, stream->codec) != 0) {
        stream->codec_changed = true;
    }
    set_clock(stream, stream->is_event ? 0 : clock_rate_hz);
    if (stream->kind == MEDIA_KIND_UNKNOWN)
        stream->kind = kind;
    if (stream->setup == NULL)
        stream->setup = g_intern_string(setup);
}

/* Keeps what is known after the packet in FRAME; of several in one frame the
 * last. */
static void keep_time(struct media_stream *stream, uint32_t frame, bool returns)
{
    struct stream_time *last = NULL;

    struct stream_time now;

    stream->timed_frame = frame;
    if (!returns)
        return;
    media_stream_time(stream, frame, &now);
    if (stream->times == NULL) /* freed with the stream */
        stream->times = g_array_new(FALSE, FALSE, sizeof now);
    if (stream->times->len > 0)
        last = &g_array_index(stream->times, struct stream_time,
                              stream->times->len - 1);
    if (last != NULL && last->frame == frame)
        *last = now;
    else
        g_array_append_val(stream->times, now);
}

void stream_watch_time(struct analysis *analysis, struct media_stream *stream,
                       const struct rtp_arrival *packet,
                       enum rtp_seq_verdict seq, bool returns)
{
    struct rtp_jitter *jitter = stream->jitter;
    struct rtp_playout_packet played;

    if (jitter == NULL || jitter->clock_rate_hz == 0 || seq > RTP_SEQ_LATE ||
        packet->interface_id != stream->points.first.interface_id)
        return;
    played.restarts = !rtp_jitter_add(jitter, packet->timestamp,
                                      packet->time_ns, packet->marker);
    played.seq = packet->seq;
    played.timestamp = packet->timestamp;
    played.time_ns = packet->time_ns;
    played.transit_ns = jitter->transit_ns;
    played.late = seq == RTP_SEQ_LATE;
    played.may_pause = stream->kind != MEDIA_KIND_VIDEO;
    played.marker = packet->marker;
    played.clock_rate_hz = jitter->clock_rate_hz;
    rtp_playout_add(stream->playout, &played,
                    analysis->settings.jitter_buffer_ns);
    keep_time(stream, packet->frame, returns);
    if (jitter->window_ended)
        quality_watch_on_ten_seconds(analysis, stream);
}

bool stream_watch_is_marked_video(const struct media_stream *stream)
{
    return stream->kind == MEDIA_KIND_VIDEO &&
           (stream->dscps_seen & ~UINT64_C(1)) != 0;
}

/* Adds the finding of BURST to LIST. */
static void report_burst(GPtrArray *list, const struct media_stream *stream,
                         const struct rtp_dup_burst *burst)
{
    char *who = media_stream_who(stream);
    struct finding *finding;

    rtp_dup_burst_report(list, burst, who, stream->n_packets,
                         stream_watch_is_marked_video(stream));
    finding = g_ptr_array_index(list, list->len - 1);
    finding->burst = burst->index;
    g_free(who);
}

void stream_watch_burst(struct analysis *analysis,
                        const struct media_stream *stream,
                        const struct rtp_dup_burst *burst)
{
    if (burst->index > analysis->bursts->len) {
        g_array_set_size(analysis->bursts, burst->index);
        report_burst(analysis->findings->pending, stream, burst);
    }
    g_array_index(analysis->bursts, struct rtp_dup_burst, burst->index - 1) =
        *burst;
}

/* Tells of FINDING what became of its burst. */
static void tell_grown(const struct analysis *analysis, struct finding *finding)
{
    GPtrArray *list = finding_list_new();
    struct finding *grown;

    report_burst(list,
                 g_ptr_array_index(analysis->streams.streams, finding->stream),
                 &g_array_index(analysis->bursts, struct rtp_dup_burst,
                                finding->burst - 1));
    grown = g_ptr_array_index(list, 0);
    g_free(finding->grown);
    g_free(finding->grown_advice);
    finding->grown = g_steal_pointer(&grown->text);
    finding->grown_advice = g_steal_pointer(&grown->advice);
    finding->change = grown->change;
    g_ptr_array_unref(list);
}

void stream_watch_grown(const struct analysis *analysis)
{
    const GPtrArray *of_frames = analysis->findings->of_frames;

    for (guint i = 0; i < of_frames->len; i++) {
        struct finding *finding = g_ptr_array_index(of_frames, i);

        if (finding->burst != 0 &&
            finding->stream < analysis->streams.streams->len)
            tell_grown(analysis, finding);
    }
}

/* Adds lync.video_loss about VIDEO; AUDIO beside it has almost none. */
static void report_video_loss(struct analysis *analysis,
                              const struct media_stream *video,
                              const struct media_stream *audio)
{
    char *who = media_stream_who(video);

    video_loss_report(analysis->findings->pending, audio_beside_seq(video),
                      audio_beside_seq(audio), who);
    g_free(who);
}

/* Adds lync.video_loss if VIDEO has loss and audio beside it has not. */
static bool check_video_loss(struct analysis *analysis,
                             const struct media_stream *video)
{
    const struct media_stream *audio =
        video_loss_is_possible(audio_beside_seq(video))
            ? audio_beside_find(analysis->streams.streams, video)
            : NULL;

    if (audio != NULL)
        report_video_loss(analysis, video, audio);
    return audio != NULL;
}

void stream_watch_on_gap(struct analysis *analysis, struct media_stream *stream)
{
    if (stream->kind == MEDIA_KIND_VIDEO && !stream->video_loss_told &&
        ++stream->n_gaps % GAPS_BETWEEN_CHECKS == 0 &&
        analysis->streams.streams->len <= MAX_STREAMS_FOR_CHECKING)
        stream->video_loss_told = check_video_loss(analysis, stream);
}

/* Whether STREAM is video with loss of which lync.video_loss told nothing. */
static bool has_untold_loss(const struct media_stream *stream)
{
    return stream->kind == MEDIA_KIND_VIDEO && !stream->video_loss_told &&
           stream->points.n_points > 0 &&
           video_loss_is_possible(audio_beside_seq(stream));
}

void stream_watch_video_at_end(struct analysis *analysis,
                               const struct media_stream *stream,
                               GHashTable **audio)
{
    const struct media_stream *beside;

    if (!has_untold_loss(stream))
        return;
    if (*audio == NULL)
        *audio = audio_beside_new(analysis->streams.streams, stream);
    beside = audio_beside_of(*audio, stream);
    if (beside != NULL)
        report_video_loss(analysis, stream, beside);
}
