/* A capture for tests of rooms that work on a whole one: an analysis, begun
 * before each test, and functions that add packets to it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_ANALYSIS_SCENE_H
#define LYNC_TEST_ANALYSIS_SCENE_H

#include <string.h>

#include "analysis.h"
#include "call_watch.h"
#include "media_watch.h"
#include "scene_host.h"
#include "sip_parse.h"
#include "sip_watch.h"
#include "stream_watch.h"
#include "unit_test.h"

#define RTP_BYTES 172 /* 12 bytes of header, 160 of payload: 20 ms of PCMU */

struct scene {
    struct analysis *analysis;
    uint32_t frame;        /* number of the latest frame */
    int64_t now_ns;        /* time of the next frame */
    uint32_t nic;          /* interface of the next frame */
    bool nic_known;        /* the file names the interface */
    uint8_t dscp;          /* code point of the next packet */
    const char *direction; /* direction of media in SDP; NULL: sendrecv */
    uint16_t ip_id;        /* of the next packet; 0: one that no other packet
                              has */
    uint8_t rtp_pt;        /* payload type of the next RTP packet */
    uint32_t ticket;       /* payload of the next RTP packet; incremented with
                              each */
    uint32_t paused; /* RTP timestamp units in which nothing was sent so far */
    struct endpoint from; /* addresses of the current frame; family 0: not IP */
    struct endpoint to;
    struct media_repeat repeat;         /* result for the latest RTP packet */
    struct rtcp_round_trip_proof proof; /* result for the latest RTCP packet */
    struct sip_said said;               /* result for the latest SIP message */
};

/* A call between two SIP hosts, and the endpoints of their media. */
struct scene_call {
    const char *id; /* Call-ID */
    struct endpoint sip[N_SIDES];
    struct endpoint media[N_SIDES];
    const char *agent[N_SIDES]; /* User-Agent; NULL: none */
};

/* A call from 10.0.0.HOST to the host above it: SIP at 5060, RTP at 5000. */
static inline struct scene_call scene_call_of(const char *id, uint8_t host)
{
    return (struct scene_call){
        .id = id,
        .sip = {at(host, 5060), at((uint8_t)(host + 1), 5060)},
        .media = {at(host, 5000), at((uint8_t)(host + 1), 5000)},
    };
}

/* The current scene, which is begun_scene unless a test sets another, and a
 * call for it. */
static struct scene begun_scene;
static struct scene *scene;
static struct scene_call one;

static inline void scene_end(void)
{
    analysis_free(scene->analysis);
    scene->analysis = NULL;
}

/* Clears the scene and starts it again. */
static inline void scene_begin(void)
{
    const struct analysis_settings settings = {
        .bursts = {.count = 3, .window_ns = S},
        .media = {.rtcp_absence_ns = 30 * S,
                  .media_timeout_ns = 30 * S,
                  .dscp_audio = UINT64_C(1) << 46,
                  .dscp_video = UINT64_C(1) << 34},
        .session_grace_s = 5,
    };

    scene_end();
    *scene = (struct scene){.analysis = analysis_new(&settings)};
}

BEFORE_EACH()
{
    scene = &begun_scene;
    scene_begin();
    one = scene_call_of("one", 1);
}

AFTER_EACH()
{
    scene = &begun_scene;
    scene_end();
}

static inline struct moment scene_moment(void)
{
    struct moment moment = {.frame = ++scene->frame,
                            .shown_ns = scene->now_ns,
                            .interface_id = scene->nic,
                            .interface_known = scene->nic_known};

    analysis_begin_frame(scene->analysis, &moment);
    return moment;
}

static inline void scene_frame_done(void)
{
    struct moment moment = {.frame = scene->frame,
                            .shown_ns = scene->now_ns,
                            .interface_id = scene->nic};

    analysis_begin_frame(scene->analysis, &moment);
    if (scene->from.family != 0)
        analysis_on_ip(scene->analysis, &moment, &scene->from, &scene->to,
                       false);
    analysis_on_frame(scene->analysis, &moment);
    scene->from = scene->to = (struct endpoint){0};
}

/* Adds a frame that is neither SIP nor media at TIME_NS. */
static inline void scene_other_frame(int64_t time_ns)
{
    scene->now_ns = time_ns;
    scene->frame++;
    scene_frame_done();
}

/* Adds such frames, one a second, until TIME_NS: the capture continues. */
static inline void scene_goes_on(int64_t time_ns)
{
    while (scene->now_ns + S < time_ns)
        scene_other_frame(scene->now_ns + S);
    scene_other_frame(time_ns);
}

/* Returns the arrival of the N_BYTES of PAYLOAD. Its flow is only created for
 * RTP. */
static inline struct media_arrival scene_arrival(struct endpoint from,
                                                 struct endpoint to,
                                                 const uint8_t *payload,
                                                 unsigned n_bytes)
{
    struct media_arrival arrival = {
        .moment = scene_moment(),
        .kind = media_packet_kind(payload, n_bytes),
        .path = media_path_of(&from, &to),
        .payload = payload,
        .captured_bytes = n_bytes,
        .reported_bytes = n_bytes,
        .dscp = scene->dscp,
        .ip_id = scene->ip_id != 0 ? scene->ip_id : (uint16_t)scene->frame,
        .ttl = 64,
    };

    scene->from = from;
    scene->to = to;
    capture_points_note(&scene->analysis->points, &arrival.moment, NULL);
    arrival.flow = media_flow_find(&scene->analysis->streams, &arrival.path);
    return arrival;
}

static inline void put_be32(uint8_t *octets, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        octets[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Adds an RTP packet with the payload of TICKET. NULL beyond the limits. */
static inline struct media_stream *scene_rtp_again(struct endpoint from,
                                                   struct endpoint to,
                                                   uint32_t ssrc, uint16_t seq,
                                                   uint32_t ticket)
{
    uint8_t payload[RTP_BYTES] = {0x80, scene->rtp_pt, (uint8_t)(seq >> 8),
                                  (uint8_t)seq};
    struct media_arrival arrival;
    struct media_stream *stream;

    put_be32(payload + 4, seq * 160u + scene->paused);
    put_be32(payload + 8, ssrc);
    put_be32(payload + 12, ticket);
    arrival = scene_arrival(from, to, payload, sizeof payload);
    g_assert_cmpint(
        rtp_header_parse(payload, sizeof payload, sizeof payload, &arrival.rtp),
        ==, RTP_HEADER_OK);
    arrival.rtp_parsed = true;
    if (arrival.flow == NULL)
        arrival.flow = media_flow_get(&scene->analysis->streams, &arrival.path);
    stream = stream_watch_count(scene->analysis, &arrival);
    if (stream != NULL) {
        if (stream_watch_is_undescribed(stream, scene->rtp_pt))
            stream_watch_describe(stream, scene->rtp_pt, "g711U", 8000,
                                  MEDIA_KIND_AUDIO, "SDP");
        media_watch_on_rtp(scene->analysis, stream, &arrival, &scene->repeat);
    }
    scene_frame_done();
    return stream;
}

/* Adds an RTP packet with a payload that no other has. */
static inline struct media_stream *
scene_rtp(struct endpoint from, struct endpoint to, uint32_t ssrc, uint16_t seq)
{
    return scene_rtp_again(from, to, ssrc, seq, ++scene->ticket);
}

/* Adds an RTP packet of video. */
static inline void scene_video(struct endpoint from, struct endpoint to,
                               uint32_t ssrc, uint16_t seq)
{
    scene_rtp(from, to, ssrc, seq)->kind = MEDIA_KIND_VIDEO;
}

/* Adds N RTP packets from SEQ on, 20 ms apart. */
static inline void scene_talk(struct endpoint from, struct endpoint to,
                              uint32_t ssrc, uint16_t seq, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        scene_rtp(from, to, ssrc, (uint16_t)(seq + i));
        scene->now_ns += 20 * MS;
    }
}

/* Adds a receiver report of SSRC, with a report block on OF unless that is
 * 0. */
static inline struct media_session_entry *
scene_report(struct endpoint from, struct endpoint to, uint32_t ssrc,
             uint32_t of, uint32_t lost, uint32_t highest_seq)
{
    unsigned n_bytes = of != 0 ? 32 : 8;
    uint8_t payload[32] = {of != 0 ? 0x81 : 0x80, RTCP_PT_RR, 0,
                           (uint8_t)(n_bytes / 4 - 1)};
    struct media_arrival arrival;
    struct media_session_entry *entry;

    put_be32(payload + 4, ssrc);
    put_be32(payload + 8, of);
    put_be32(payload + 12, lost & 0xFFFFFF);
    put_be32(payload + 16, highest_seq);
    arrival = scene_arrival(from, to, payload, n_bytes);
    entry = media_watch_on_rtcp(scene->analysis, &arrival, &scene->proof);
    scene_frame_done();
    return entry;
}

static inline struct media_session_entry *
scene_rtcp(struct endpoint from, struct endpoint to, uint32_t ssrc)
{
    return scene_report(from, to, ssrc, 0, 0, 0);
}

/* Adds the SIP message TEXT over UDP. Returns its lync.call. */
static inline uint32_t scene_sip(struct endpoint from, struct endpoint to,
                                 const char *text)
{
    char *copy = g_strdup(text); /* freed afterwards, to detect pointers into
                                    it */
    struct sip_sighting sighting = {
        .moment = scene_moment(),
        .transport = SIP_OVER_UDP,
        .source = from,
        .destination = to,
        .text = {copy, strlen(copy)},
    };

    g_assert_cmpint(sip_parse(copy, strlen(copy), &sighting.message), ==,
                    SIP_PARSE_OK);
    scene->from = from;
    scene->to = to;
    capture_points_note(&scene->analysis->points, &sighting.moment, NULL);
    sip_watch_on_message(scene->analysis, &sighting, &scene->said);
    scene_frame_done();
    g_free(copy);
    return scene->said.call;
}

static inline char *scene_sdp(const struct endpoint *end)
{
    const char *direction =
        scene->direction != NULL ? scene->direction : "sendrecv";

    return g_strdup_printf("v=0\r\no=- 0 0 IN IP4 10.0.0.%u\r\ns=-\r\n"
                           "c=IN IP4 10.0.0.%u\r\nt=0 0\r\n"
                           "m=audio %u RTP/AVP 0\r\na=%s\r\n",
                           end->address[3], end->address[3], end->port,
                           direction);
}

/* Adds a message of SENDER in CALL. START is the first line, CSEQ the value of
 * CSeq; HEADERS are further header lines, each with "\r\n"; both tags are set
 * if IN_DIALOG. From and To are those of REQUESTER's request. */
static inline uint32_t scene_message(const struct scene_call *call,
                                     enum side sender, enum side requester,
                                     const char *start, const char *cseq,
                                     bool in_dialog, bool with_sdp,
                                     const char *headers)
{
    static const char *const names[] = {"a", "b"};
    enum side other = side_other(requester);
    char *body = with_sdp ? scene_sdp(&call->media[sender]) : g_strdup("");
    char *agent =
        call->agent[sender] != NULL
            ? g_strdup_printf("User-Agent: %s\r\n", call->agent[sender])
            : g_strdup("");
    char *text = g_strdup_printf(
        "%s\r\nVia: SIP/2.0/UDP 10.0.0.%u;branch=z9hG4bK%s%c\r\n"
        "From: <sip:%s@x>;tag=%s%s\r\nTo: <sip:%s@x>%s%s%s\r\n"
        "Call-ID: %s\r\nCSeq: %s\r\n%s%s%sContent-Length: %zu\r\n\r\n%s",
        start, call->sip[requester].address[3], call->id, cseq[0],
        names[requester], names[requester], call->id, names[other],
        in_dialog ? ";tag=" : "", in_dialog ? names[other] : "",
        in_dialog ? call->id : "", call->id, cseq, agent, headers,
        body[0] != '\0' ? "Content-Type: application/sdp\r\n" : "",
        strlen(body), body);
    uint32_t number =
        scene_sip(call->sip[sender], call->sip[side_other(sender)], text);

    g_free(text);
    g_free(agent);
    g_free(body);
    return number;
}

static inline uint32_t scene_invite(const struct scene_call *call,
                                    const char *headers)
{
    return scene_message(call, SIDE_A, SIDE_A, "INVITE sip:b@x SIP/2.0",
                         "1 INVITE", false, true, headers);
}

static inline uint32_t scene_answer(const struct scene_call *call,
                                    const char *headers)
{
    return scene_message(call, SIDE_B, SIDE_A, "SIP/2.0 200 OK", "1 INVITE",
                         true, true, headers);
}

static inline uint32_t scene_ack(const struct scene_call *call)
{
    return scene_message(call, SIDE_A, SIDE_A, "ACK sip:b@x SIP/2.0", "1 ACK",
                         true, false, "");
}

static inline uint32_t scene_bye(const struct scene_call *call, enum side by)
{
    return scene_message(call, by, by, "BYE sip:x SIP/2.0", "2 BYE", true,
                         false, "");
}

/* Adds INVITE, 200 and ACK of CALL at one time; HEADERS are those of the INVITE
 * and the 200. */
static inline uint32_t scene_set_up(const struct scene_call *call,
                                    const char *headers)
{
    scene_invite(call, headers);
    scene_answer(call, headers);
    return scene_ack(call);
}

/* Returns how many findings have ID, on frames and at the end. */
static inline unsigned scene_n_found(enum finding_id id)
{
    const struct findings *findings = scene->analysis->findings;
    unsigned n = 0;

    for (uint32_t i = 0; i < findings_count(findings); i++)
        n += findings_at(findings, i)->id == id;
    return n;
}

/* Returns the first finding with ID; fails the test if there is none. */
static inline const struct finding *scene_found(enum finding_id id)
{
    const struct findings *findings = scene->analysis->findings;

    for (uint32_t i = 0; i < findings_count(findings); i++)
        if (findings_at(findings, i)->id == id)
            return findings_at(findings, i);
    g_error("%s was not found", finding_info(id)->filter_name);
}

#endif
