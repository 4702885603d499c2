/* The preferences of the module lync.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "preferences.h"

#include <epan/prefs.h>
#include <epan/range.h>
#include <epan/uat.h>
#include <wsutil/strtoi.h>

#include <string.h>

#include "media_limits.h"
#include "session_timer.h"
#include "wireshark_compat.h"

#define MAX_DSCP         63  /* six bits, RFC 2474 3 */
#define MAX_PAYLOAD_TYPE 127 /* seven bits, RFC 3550 5.1 */
#define MAX_CHANNELS     255

/* The longest payload of a payload type that the user added, in octets. */
#define LONGEST_AUDIO_BYTES 400
#define LONGEST_VIDEO_BYTES 1500

/* One row of the payload type preference. */
struct payload_row {
    guint32 number;
    char *name;
    guint32 clock_rate_hz;
    guint32 channels;
    guint32 media;
};

static const value_string media_names[] = {
    {MEDIA_KIND_AUDIO, "audio"},
    {MEDIA_KIND_VIDEO, "video"},
    {0, NULL},
};

static lync_bool decode_dscp = TRUE;
static range_t *dscp_audio;
static range_t *dscp_video;
static guint dup_burst_count = 3;
static guint dup_burst_window_ms = 1000;
static guint rtcp_absence_s = MEDIA_LIMIT_DEFAULT_S;
static guint media_timeout_s = MEDIA_LIMIT_DEFAULT_S;
static guint session_grace_s = SESSION_GRACE_S_DEFAULT;
static guint jitter_buffer_ms = 60;
static lync_bool open_srtp = FALSE;
static lync_bool mark_info = TRUE;
static int quality_thresholds = QUALITY_LYNC2013;
static struct payload_row *payload_rows;
static guint n_payload_rows;

static enum media_kind kind_of_dscp[MAX_DSCP + 1];
static struct payload_type user_rows[MEDIA_KIND_VIDEO + 1]
                                    [MAX_PAYLOAD_TYPE + 1];

UAT_DEC_CB_DEF(payload_row, number, struct payload_row)
UAT_CSTRING_CB_DEF(payload_row, name, struct payload_row)
UAT_DEC_CB_DEF(payload_row, clock_rate_hz, struct payload_row)
UAT_DEC_CB_DEF(payload_row, channels, struct payload_row)
UAT_VS_DEF(payload_row, media, struct payload_row, guint32, MEDIA_KIND_AUDIO,
           "audio")

static void *payload_row_copy(void *to, const void *from, size_t size _U_)
{
    struct payload_row *copy = to;
    const struct payload_row *row = from;

    *copy = *row;
    copy->name = g_strdup(row->name);
    return copy;
}

static void payload_row_free(void *data)
{
    struct payload_row *row = data;

    g_free(row->name);
}

/* Sets ERROR if the row is wrong: which one and why. It is not used then. */
static lync_bool payload_row_update(void *data, char **error)
{
    struct payload_row *row = data;

    if (row->name != NULL)
        g_strstrip(row->name);
    if (row->number > MAX_PAYLOAD_TYPE)
        *error = g_strdup_printf("payload type %u (%s): the number must be "
                                 "0 to %d",
                                 row->number, row->name, MAX_PAYLOAD_TYPE);
    else if (row->number >= 64 && row->number <= 95)
        *error = g_strdup_printf("payload type %u (%s): 64 to 95 cannot be "
                                 "told from RTCP (RFC 5761 4)",
                                 row->number, row->name);
    else if (row->name != NULL && row->name[0] != '\0' &&
             row->clock_rate_hz == 0)
        *error = g_strdup_printf("payload type %u (%s): the clock rate must "
                                 "be above 0 Hz",
                                 row->number, row->name);
    else if (row->channels == 0 || row->channels > MAX_CHANNELS)
        *error = g_strdup_printf("payload type %u (%s): the number of "
                                 "channels must be 1 to %d",
                                 row->number, row->name, MAX_CHANNELS);
    else
        return TRUE;
    return FALSE;
}

static void payload_rows_apply(void)
{
    memset(user_rows, 0, sizeof user_rows);
    for (guint i = 0; i < n_payload_rows; i++) {
        const struct payload_row *from = &payload_rows[i];
        struct payload_type *to = &user_rows[from->media][from->number];

        to->number = (uint8_t)from->number;
        to->name = from->name != NULL ? from->name : "";
        to->clock_rate_hz = from->clock_rate_hz;
        to->channels = (uint8_t)from->channels;
        to->media = (enum media_kind)from->media;
        to->longest_bytes = from->media == MEDIA_KIND_VIDEO
                                ? LONGEST_VIDEO_BYTES
                                : LONGEST_AUDIO_BYTES;
    }
}

static void preferences_apply(void)
{
    for (guint32 dscp = 0; dscp <= MAX_DSCP; dscp++)
        kind_of_dscp[dscp] =
            value_is_in_range(dscp_audio, dscp)   ? MEDIA_KIND_AUDIO
            : value_is_in_range(dscp_video, dscp) ? MEDIA_KIND_VIDEO
                                                  : MEDIA_KIND_UNKNOWN;
    payload_rows_apply();
}

bool lync_decode_dscp(void)
{
    return decode_dscp;
}

enum media_kind lync_kind_of_dscp(uint8_t dscp)
{
    return dscp <= MAX_DSCP ? kind_of_dscp[dscp] : MEDIA_KIND_UNKNOWN;
}

bool lync_mark_info(void)
{
    return mark_info;
}

static uint64_t dscps_of(enum media_kind kind)
{
    uint64_t dscps = 0;

    for (unsigned dscp = 0; dscp <= MAX_DSCP; dscp++)
        if (kind_of_dscp[dscp] == kind)
            dscps |= UINT64_C(1) << dscp;
    return dscps;
}

struct analysis_settings lync_preferences_settings(void)
{
    return (struct analysis_settings){
        .bursts.count = dup_burst_count,
        .bursts.window_ns = dup_burst_window_ms * (NS_PER_S / 1000),
        .media.rtcp_absence_ns = media_limit_ns(rtcp_absence_s),
        .media.media_timeout_ns = media_limit_ns(media_timeout_s),
        .media.dscp_audio = dscps_of(MEDIA_KIND_AUDIO),
        .media.dscp_video = dscps_of(MEDIA_KIND_VIDEO),
        .thresholds = (enum quality_thresholds)quality_thresholds,
        .session_grace_s = session_grace_s,
        .jitter_buffer_ns = jitter_buffer_ms * (NS_PER_S / 1000),
        .off = !proto_is_protocol_enabled(
            find_protocol_by_id(proto_get_id_by_filter_name("lync"))),
        .open_srtp = open_srtp,
    };
}

const struct payload_type *lync_payload_type(uint8_t number,
                                             enum media_kind media)
{
    enum media_kind other =
        media == MEDIA_KIND_VIDEO ? MEDIA_KIND_AUDIO : MEDIA_KIND_VIDEO;
    enum media_kind first =
        media == MEDIA_KIND_UNKNOWN ? MEDIA_KIND_AUDIO : media;
    const struct payload_type *row = &user_rows[first][number];

    if (row->name == NULL)
        row = &user_rows[other][number];
    if (row->name == NULL)
        return payload_type_default(number);
    return row->name[0] != '\0' ? row : NULL;
}

static void register_payload_types(module_t *module)
{
    static uat_field_t fields[] = {
        UAT_FLD_DEC(payload_row, number, "Payload type",
                    "RTP payload type, 0 to 127"),
        UAT_FLD_CSTRING(payload_row, name, "Encoding name",
                        "Name as SDP's rtpmap writes it; empty: the number "
                        "is not decoded by name"),
        UAT_FLD_DEC(payload_row, clock_rate_hz, "Clock rate (Hz)",
                    "Clock rate of the RTP timestamp, in Hz"),
        UAT_FLD_DEC(payload_row, channels, "Channels", "1 or more"),
        UAT_FLD_VS(payload_row, media, "Media", media_names, "audio or video"),
        UAT_END_FIELDS};
    uat_t *uat = uat_new("Payload types of OCS, Lync and Skype for Business",
                         sizeof(struct payload_row), "lync_payload_types", TRUE,
                         &payload_rows, &n_payload_rows, UAT_AFFECTS_DISSECTION,
                         NULL, payload_row_copy, payload_row_update,
                         payload_row_free, preferences_apply, NULL, fields);

    prefs_register_uat_preference(
        module, "payload_types", "Payload types",
        "Payload types of streams that were recognised by their DSCP and that "
        "no SDP named. The rows come on top of the built-in table; a row with "
        "a number of that table replaces it.",
        uat);
}

static void register_media_limits(module_t *module)
{
    prefs_register_uint_preference(
        module, "dup_burst_count", "Repeats that make a burst (packets)",
        "How many repeated RTP sequence numbers make a burst that is "
        "reported. A single repeat is a field value only; default 3; 0 "
        "switches this off.",
        10, &dup_burst_count);
    prefs_register_uint_preference(
        module, "dup_burst_window_ms", "Time for a burst (ms)",
        "The repeats of a burst come within this time; default 1000.", 10,
        &dup_burst_window_ms);
    prefs_register_uint_preference(
        module, "rtcp_absence_s", "RTCP absence that is reported (s)",
        "For how long RTP may flow without RTCP of its sender. The Mediation "
        "Server gives up after 30 s, the default; 0 switches this off.",
        10, &rtcp_absence_s);
    prefs_register_uint_preference(
        module, "media_timeout_s", "Silence of media that is reported (s)",
        "For how long an endpoint of a call may send neither RTP nor RTCP. "
        "The Mediation Server gives up after 30 s, the default; 0 switches "
        "this off.",
        10, &media_timeout_s);
    prefs_register_uint_preference(
        module, "jitter_buffer_ms", "Jitter buffer of receivers (ms)",
        "How long a receiver holds a packet before it plays it: those that "
        "come later than this after the fastest ones are counted as discarded; "
        "default 60.",
        10, &jitter_buffer_ms);
}

static void register_quality(module_t *module)
{
    static const enum_val_t sets[] = {
        {"lync2013", "Lync 2013: good, acceptable, poor", QUALITY_LYNC2013},
        {"cqd", "Call Quality Dashboard: good, poor", QUALITY_CQD},
        {NULL, NULL, 0},
    };

    prefs_register_enum_preference(
        module, "quality_thresholds", "Thresholds of quality",
        "By whose thresholds streams are classified: those of the QoE database "
        "of Lync and Skype for Business (the default), or those of Call "
        "Quality Dashboard, which calls only worse streams poor.",
        &quality_thresholds, sets, FALSE);
}

void lync_preferences_register(int proto_lync)
{
    module_t *module = prefs_register_protocol(proto_lync, preferences_apply);

    range_convert_str(wmem_epan_scope(), &dscp_audio, "40", MAX_DSCP);
    range_convert_str(wmem_epan_scope(), &dscp_video, "24", MAX_DSCP);

    prefs_register_bool_preference(
        module, "decode_dscp", "Decode marked UDP as RTP",
        "Decode UDP that carries one of the code points below as RTP without "
        "Decode As. SDP, Decode As and other dissectors go first.",
        &decode_dscp);
    prefs_register_range_preference(
        module, "dscp_audio", "Code points of audio (0-63)",
        "DSCP values that mark audio. Windows XP and OCS 2007 use 40; add 46 "
        "for policy-based QoS of Lync and Skype for Business.",
        &dscp_audio, MAX_DSCP);
    prefs_register_range_preference(
        module, "dscp_video", "Code points of video (0-63)",
        "DSCP values that mark video. Windows XP and OCS 2007 use 24; add 34 "
        "for policy-based QoS of Lync and Skype for Business.",
        &dscp_video, MAX_DSCP);
    register_payload_types(module);
    register_media_limits(module);
    register_quality(module);
    prefs_register_uint_preference(
        module, "session_grace_s", "Tolerance on session deadlines (s)",
        "How much later than RFC 4028 says a session may end before that is "
        "reported, in seconds. Clocks and networks are not exact; default 5.",
        10, &session_grace_s);
    prefs_register_bool_preference(
        module, "srtp", "Open SRTP with the keys of SDP",
        "Authenticate and decrypt SRTP and SRTCP whose key an SDP of the same "
        "capture carries (a=crypto, RFC 4568). Signalling has to be readable.",
        &open_srtp);
    prefs_register_bool_preference(
        module, "mark_info", "Mark findings in the packet list",
        "End the column Info of a frame with a warning or an error with the "
        "name of its worst finding.",
        &mark_info);
    preferences_apply();
}
