/* A libFuzzer harness for what lasts longer than a packet: calls, dialogs,
 * session timers, media, RTCP, evidence, ICE, and the lists that are made of
 * them. An input is a series of steps, each a first octet that selects it and
 * octets that vary it, so that most inputs are captures of calls.
 *
 * Besides what ASan and UBSan watch, it stops when a list breaks what its
 * header says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "analysis_end.h"
#include "analysis_scene.h"
#include "answer.h"
#include "call_list.h"
#include "ice_watch.h"
#include "trunk_list.h"

#define DATAGRAM_BYTES_MAX 64
#define N_CALLS            2

void (*unit_test_before)(void);
void (*unit_test_after)(void);

static struct scene_call calls[N_CALLS];

static void step_time(struct fuzz_input *input)
{
    scene->now_ns = fuzz_after_ns(scene->now_ns, input);
}

static void step_interface(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);

    scene->nic = octet & 3;
    scene->nic_known = (octet & 4) != 0;
    scene->dscp = octet >> 3;
}

static void step_quiet(struct fuzz_input *input)
{
    scene_goes_on(scene->now_ns + (fuzz_octet(input) & 63) * S);
}

static void step_rtp(struct fuzz_input *input)
{
    static const uint8_t types[] = {0, 8, 13, 97, 101, 111, 114, 118, 121};
    uint8_t octet = fuzz_octet(input);
    const struct scene_call *call = &calls[octet & 1];
    enum side side = octet & 2 ? SIDE_B : SIDE_A;
    uint16_t seq = (uint16_t)(fuzz_octet(input) << (octet >> 6));
    uint8_t shape = fuzz_octet(input);
    unsigned n = 1 + (shape & 15);

    scene->rtp_pt = FUZZ_PICK(types, octet >> 3);
    scene->paused += (shape & 16) ? 1600 : 0;
    for (unsigned i = 0; i < n; i++) {
        scene_rtp_again(call->media[side], call->media[side_other(side)],
                        1 + (octet >> 2 & 1), (uint16_t)(seq + i),
                        shape & 32 ? 7 : ++scene->ticket);
        scene->now_ns += shape & 64 ? 0 : 20 * MS;
    }
}

static void step_report(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    const struct scene_call *call = &calls[octet & 1];
    enum side side = octet & 2 ? SIDE_B : SIDE_A;
    uint32_t lost = (uint32_t)fuzz_octet(input) << (octet >> 4);
    uint32_t of = octet >> 2 & 3;

    scene_report(call->media[side], call->media[side_other(side)], 1 + of, of,
                 lost, fuzz_octet(input));
}

/* Headers that change what a message means. */
static const char *const headers[] = {
    "",
    "Session-Expires: 90;refresher=uac\r\nSupported: timer\r\n",
    "Session-Expires: 1800;refresher=uas\r\nRequire: timer\r\n",
    "Session-Expires: 10\r\nMin-SE: 90\r\n",
    "Supported: timer,100rel,replaces\r\nAllow: INVITE,UPDATE\r\n",
    "User-Agent: RTCC/5.0.0.0 MediationServer\r\n",
    "Server: Asterisk PBX 20.4.0\r\n",
    "Reason: Q.850;cause=16;text=\"x\"\r\n",
    ("ms-client-diagnostics: 52031;reason=\"x\";CallerMediaDebug=\"audio:"
     "ICEWarn=0x40003a0,LocalSite=10.0.0.1:1\"\r\n"),
    "ms-diagnostics: 10404;reason=\"x\";source=\"y\"\r\n",
    "Retry-After: 5\r\nWarning: 399 x \"y\"\r\n",
    "Contact: <sip:b@10.0.0.9>\r\nRecord-Route: <sip:p;lr>\r\n",
};

static void step_sip(struct fuzz_input *input)
{
    static const char *const starts[] = {
        "INVITE sip:b@x SIP/2.0", "ACK sip:b@x SIP/2.0",
        "BYE sip:b@x SIP/2.0",    "CANCEL sip:b@x SIP/2.0",
        "UPDATE sip:b@x SIP/2.0", "REGISTER sip:x SIP/2.0",
        "PRACK sip:b@x SIP/2.0",  "REFER sip:b@x SIP/2.0",
        "SIP/2.0 100 Trying",     "SIP/2.0 180 Ringing",
        "SIP/2.0 200 OK",         "SIP/2.0 302 Moved",
        "SIP/2.0 408 Timeout",    "SIP/2.0 422 Too Small",
        "SIP/2.0 481 Gone",       "SIP/2.0 487 Terminated",
        "SIP/2.0 491 Pending",    "SIP/2.0 503 Unavailable",
    };
    static const char *const methods[] = {"INVITE", "ACK",    "BYE",
                                          "CANCEL", "UPDATE", "REGISTER"};
    static const char *const directions[] = {"sendrecv", "sendonly", "recvonly",
                                             "inactive"};
    uint8_t octet = fuzz_octet(input);
    uint8_t shape = fuzz_octet(input);
    uint8_t more = fuzz_octet(input);
    char *cseq = g_strdup_printf("%u %s", 1u + (more & 3),
                                 FUZZ_PICK(methods, more >> 2 & 7));
    enum side sender = octet & 1 ? SIDE_B : SIDE_A;
    enum side requester = octet & 2 ? SIDE_B : SIDE_A;

    scene->direction = FUZZ_PICK(directions, more >> 5);
    scene_message(&calls[octet >> 2 & 1], sender, requester,
                  FUZZ_PICK(starts, octet >> 3), cseq, (shape & 1) != 0,
                  (shape & 2) != 0, FUZZ_PICK(headers, shape >> 2));
    g_free(cseq);
}

/* Lines of SDP that change what media is expected, and where. */
static const char *const sdp_lines[] = {
    "a=rtcp-mux\r\n",
    "a=rtcp:5001\r\n",
    "a=sendonly\r\n",
    "a=inactive\r\n",
    "b=RS:0\r\nb=RR:0\r\n",
    "m=video 5002 RTP/AVP 121\r\n",
    "m=audio 0 RTP/AVP 0\r\n",
    "m=audio 5000 RTP/SAVP 8 111 97\r\n",
    "a=rtpmap:97 RED/8000\r\na=rtpmap:101 telephone-event/8000\r\n",
    "a=rtpmap:111 SIREN/16000\r\na=rtpmap:114 x-msrta/16000\r\n",
    "a=candidate:1 1 UDP 2130706431 10.0.0.1 5000 typ host\r\n",
    "a=candidate:1 1 UDP 2130706431 10.0.0.2 5000 typ host\r\n",
    ("a=candidate:2 1 UDP 16777215 10.0.0.9 3478 typ relay raddr 10.0.0.1 "
     "rport 5000\r\n"),
    "a=candidate:3 2 TCP-ACT 1 203.0.113.1 5001 typ srflx\r\n",
    "a=candidate:user 1 pass UDP 0.8 10.0.0.2 5000\r\n",
    "a=remote-candidates:1 10.0.0.2 5000\r\n",
    "a=x-ssrc-range:1-2\r\n",
    "a=ssrc:2 cname:x\r\n",
    ("a=crypto:1 AES_CM_128_HMAC_SHA1_80 "
     "inline:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB|2^31\r\n"),
    "a=fingerprint:sha-1 00\r\na=group:BUNDLE 1 2\r\n",
};

/* An INVITE, a provisional response or a 2xx to it, or an ACK, with an SDP of
 * lines that the next octets choose. */
static void step_sdp(struct fuzz_input *input)
{
    static const char *const starts[] = {
        "INVITE sip:b@x SIP/2.0", "SIP/2.0 200 OK", "SIP/2.0 183 Progress",
        "ACK sip:b@x SIP/2.0"};
    uint8_t octet = fuzz_octet(input);
    unsigned place = octet & 3;
    const struct scene_call *call = &calls[octet >> 2 & 1];
    enum side sender = place == 1 || place == 2 ? SIDE_B : SIDE_A;
    char *sdp = scene_sdp(&call->media[sender]);
    GString *text = g_string_new(sdp);
    char *rest;

    for (unsigned i = 0; i < octet >> 4; i++)
        g_string_append(text, FUZZ_PICK(sdp_lines, fuzz_octet(input)));
    rest = g_strdup_printf("Content-Type: application/sdp\r\n"
                           "Content-Length: %zu\r\n\r\n%s",
                           text->len, text->str);
    scene_message(call, sender, SIDE_A, starts[place],
                  place == 3 ? "1 ACK" : "1 INVITE", place != 0, false, rest);
    g_free(rest);
    g_string_free(text, TRUE);
    g_free(sdp);
}

/* A datagram of octets of the input, which may be RTCP, STUN or anything. */
static void step_datagram(struct fuzz_input *input)
{
    uint8_t payload[DATAGRAM_BYTES_MAX];
    uint8_t octet = fuzz_octet(input);
    unsigned n = fuzz_octet(input) % DATAGRAM_BYTES_MAX;
    const struct scene_call *call = &calls[octet & 1];
    enum side side = octet & 2 ? SIDE_B : SIDE_A;
    struct media_arrival arrival;

    for (unsigned i = 0; i < n; i++)
        payload[i] = fuzz_octet(input);
    arrival = scene_arrival(call->media[side], call->media[side_other(side)],
                            payload, n);
    if (arrival.kind == MEDIA_PACKET_RTCP) {
        media_watch_on_rtcp(scene->analysis, &arrival, &scene->proof);
    } else if (arrival.kind == MEDIA_PACKET_STUN) {
        if (arrival.flow != NULL)
            ice_watch_on_stun(scene->analysis, &arrival, scene->now_ns);
        turn_clients_on_message(&scene->analysis->turn,
                                &scene->analysis->sessions.ends, &arrival.path,
                                (octet & 4) != 0, payload, n, scene->now_ns);
    }
    scene_frame_done();
}

/* A report is asked for while the capture goes on. */
static void check_lists(void)
{
    const GPtrArray *list = call_list(scene->analysis);
    const struct findings *findings = scene->analysis->findings;
    GPtrArray *trunks = trunk_list(scene->analysis);
    char *text = answer_text(scene->analysis);

    for (guint i = 0; i < list->len; i++) {
        const struct call_row *row = g_ptr_array_index(list, i);

        FUZZ_CHECK(row->legs->len > 0 && row->judgement != NULL);
        FUZZ_CHECK(call_list_of_leg(scene->analysis, row->call) == row);
        for (guint k = 0; k < row->findings->len; k++)
            FUZZ_CHECK(g_array_index(row->findings, uint32_t, k) <
                       findings_count(findings));
    }
    for (uint32_t i = 0; i < findings_count(findings); i++)
        FUZZ_CHECK(g_utf8_validate(findings_at(findings, i)->text, -1, NULL));
    FUZZ_CHECK(g_str_has_suffix(text, "\n"));
    g_free(text);
    g_ptr_array_unref(trunks);
}

static void step_ask(struct fuzz_input *input)
{
    if ((fuzz_octet(input) & 7) == 0)
        check_lists();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {
        step_sip,      step_sip,  step_rtp,   step_rtp,
        step_report,   step_time, step_quiet, step_interface,
        step_datagram, step_ask,  step_sdp,
    };

    scene = &begun_scene;
    scene_begin();
    for (unsigned i = 0; i < N_CALLS; i++)
        calls[i] = scene_call_of(i == 0 ? "one" : "two", (uint8_t)(1 + 2 * i));
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    analysis_end(scene->analysis);
    check_lists();
    scene_end();
    return 0;
}
