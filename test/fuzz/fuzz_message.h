/* SIP messages of which the octets of an input choose what matters: who sends
 * it on which hop, method or status, tags, CSeq, branch, headers, SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FUZZ_MESSAGE_H
#define LYNC_FUZZ_MESSAGE_H

#include "fuzz_input.h"

#include "sip_parse.h"
#include "sip_sighting.h"

#define FUZZ_MESSAGE_BYTES_MAX 1600

static const char *const fuzz_starts[] = {
    "INVITE sip:b@x SIP/2.0",  "SIP/2.0 200 OK",
    "ACK sip:b@x SIP/2.0",     "BYE sip:b@x SIP/2.0",
    "UPDATE sip:b@x SIP/2.0",  "REGISTER sip:x SIP/2.0",
    "CANCEL sip:b@x SIP/2.0",  "PRACK sip:b@x SIP/2.0",
    "MESSAGE sip:b@x SIP/2.0", "SUBSCRIBE sip:b@x SIP/2.0",
    "SIP/2.0 100 Trying",      "SIP/2.0 180 Ringing",
    "SIP/2.0 183 Progress",    "SIP/2.0 202 Accepted",
    "SIP/2.0 302 Moved",       "SIP/2.0 401 Unauthorized",
    "SIP/2.0 408 Timeout",     "SIP/2.0 420 Bad Extension",
    "SIP/2.0 421 Required",    "SIP/2.0 422 Too Small",
    "SIP/2.0 481 Gone",        "SIP/2.0 487 Terminated",
    "SIP/2.0 491 Pending",     "SIP/2.0 500 Error",
    "SIP/2.0 503 Unavailable", "SIP/2.0 603 Decline",
};

/* Headers that change what a message means. */
static const char *const fuzz_headers[] = {
    "",
    "Session-Expires: 90;refresher=uac\r\nSupported: timer\r\n",
    "Session-Expires: 1800;refresher=uas\r\nRequire: timer\r\n",
    "x: 100\r\nk: timer\r\n",
    "Session-Expires: 10\r\nMin-SE: 90\r\n",
    "Min-SE: 600\r\nSession-Expires: 600;refresher=UAC\r\n",
    "Session-Expires: 4294967295;refresher=\"uac\"\r\n",
    "Session-Expires: 0\r\nSession-Expires: 90\r\n",
    "Supported: timer,100rel\r\nAllow: INVITE,UPDATE\r\n",
    "Allow: INVITE, ACK, BYE\r\nMin-SE: x\r\n",
    "User-Agent: RTCC/5.0.0.0 MediationServer\r\n",
    "Server: Asterisk PBX 20.4.0\r\n",
    "Unsupported: timer\r\n",
    "RSeq: 1\r\nRequire: 100rel\r\n",
    "Reason: Q.850;cause=16;text=\"x\"\r\n",
    "Expires: 60\r\nContact: <sip:a@10.0.0.1>\r\n",
    "Contact: <sip:a@10.0.0.1>;expires=3600\r\n",
    "Contact: *\r\nExpires: 0\r\n",
    "Expires: 4294967296\r\nContact: <sip:a@10.0.0.1>;expires=0\r\n",
    "Contact: <sip:a@10.0.0.1>;expires=60, <sip:a@10.0.0.3>;expires=90\r\n",
    "ms-keep-alive: UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300\r\n",
    "ms-keep-alive: UAC;hop-hop=yes\r\n",
    "Retry-After: 5\r\n",
    "Via: SIP/2.0/UDP p;branch=z9hG4bKp\r\nRecord-Route: <sip:p;lr>\r\n",
};

static const char *const fuzz_methods[] = {
    "INVITE", "INVITE", "ACK", "BYE", "UPDATE", "REGISTER", "CANCEL", "PRACK"};

static const char *const fuzz_sdps[] = {
    "",
    "v=0\r\ns=one\r\nc=IN IP4 10.0.0.1\r\nm=audio 5000 RTP/AVP 0\r\n",
    "v=0\r\ns=two\r\nc=IN IP4 10.0.0.2\r\nm=audio 5002 RTP/AVP 0 8\r\n",
    "v=0\r\ns=\r\nm=audio 0 RTP/AVP 0\r\na=sendonly\r\n",
};

struct fuzz_message {
    char *text; /* of exactly its size; owned */
    bool by_callee;
    struct sip_sighting sighting;
};

/* Writes the message that SHAPE, its first octets, describe. */
static inline int fuzz_message_write(char *text, const uint8_t shape[6],
                                     bool request_of_callee)
{
    static const char *const to_tags[] = {"", ";tag=b", ";tag=b", ";tag=fork"};
    static const char *const names[] = {"a", "b"};
    const char *to_tag = FUZZ_PICK(to_tags, shape[0] >> 5 & 3);
    const char *sdp = FUZZ_PICK(fuzz_sdps, shape[5] >> 6);

    return snprintf(
        text, FUZZ_MESSAGE_BYTES_MAX,
        "%s\r\nVia: SIP/2.0/%s 10.0.0.%u;branch=z9hG4bK%u\r\n"
        "From: <sip:%s@x>;tag=%s\r\nTo: <sip:%s@x>%s\r\nCall-ID: %s\r\n"
        "CSeq: %u %s\r\n%s%s%sContent-Length: %zu\r\n\r\n%s",
        FUZZ_PICK(fuzz_starts, shape[1]), shape[0] & 16 ? "TCP" : "UDP",
        1u + request_of_callee, shape[2] >> 5u, names[request_of_callee],
        request_of_callee ? "b" : "a", names[!request_of_callee],
        request_of_callee && to_tag[0] != '\0' ? ";tag=a" : to_tag,
        shape[0] & 0x80 ? "two" : "one", shape[2] & 3u,
        FUZZ_PICK(fuzz_methods, shape[2] >> 2 & 7),
        FUZZ_PICK(fuzz_headers, shape[3]), FUZZ_PICK(fuzz_headers, shape[4]),
        sdp[0] != '\0' ? "Content-Type: application/sdp\r\n" : "", strlen(sdp),
        sdp);
}

/* Makes MESSAGE of the next octets, captured in FRAME at NOW_NS. Free its text
 * with free(). */
static inline void fuzz_message_next(struct fuzz_message *message,
                                     struct fuzz_input *input, uint32_t frame,
                                     int64_t now_ns)
{
    /* Hops: direct, caller to proxy, proxy to callee, and both programs on one
     * host. */
    static const uint8_t hops[][2] = {{0, 1}, {0, 2}, {2, 1}, {0, 8}};
    char text[FUZZ_MESSAGE_BYTES_MAX];
    uint8_t shape[6];
    const uint8_t *hop;
    int n;

    for (unsigned i = 0; i < sizeof shape; i++)
        shape[i] = fuzz_octet(input);
    message->by_callee = shape[0] & 1;
    hop = FUZZ_PICK(hops, shape[0] >> 2 & 3);
    n = fuzz_message_write(text, shape, (shape[0] >> 1 & 1) != 0);
    FUZZ_CHECK(n > 0 && n < FUZZ_MESSAGE_BYTES_MAX);
    message->text = malloc((size_t)n);
    FUZZ_CHECK(message->text != NULL);
    memcpy(message->text, text, (size_t)n);
    message->sighting = (struct sip_sighting){
        .moment = {.frame = frame, .shown_ns = now_ns, .time_ns = now_ns},
        .transport = shape[0] & 16 ? SIP_OVER_TCP : SIP_OVER_UDP,
        .source = fuzz_endpoint(hop[message->by_callee]),
        .destination = fuzz_endpoint(hop[!message->by_callee]),
        .text = {message->text, (size_t)n},
    };
    FUZZ_CHECK(sip_parse(message->text, (size_t)n,
                         &message->sighting.message) == SIP_PARSE_OK);
}

#endif
