/* The default payload type table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "payload_type.h"

#define A MEDIA_KIND_AUDIO
#define V MEDIA_KIND_VIDEO

#define MTU_BYTES 1500 /* nothing longer is sent without fragments */

/* clang-format off */
static const struct payload_type defaults[] = {
    /* number, name, clock rate Hz, channels, media, frame, longest */
    {  0, "PCMU",             8000, 1, A,  80,  480}, /* [MS-RTP] 2.2.1 */
    {  3, "GSM",              8000, 1, A,  33,   99}, /* [MS-RTP] 2.2.1 */
    {  4, "G723",             8000, 1, A,   4,   72}, /* [MS-RTP] 2.2.1 */
    {  5, "DVI4",             8000, 1, A,  84,   84}, /* [MS-RTPME] 2.2.1 */
    {  6, "DVI4",            16000, 1, A, 164,  164}, /* [MS-RTPME] 2.2.1 */
    {  8, "PCMA",             8000, 1, A,  80,  480}, /* [MS-RTP] 2.2.1 */
    {  9, "G722",             8000, 1, A,  80,  480}, /* [MS-RTP] 2.2.1 */
    { 13, "CN",               8000, 1, A,   0,   32}, /* RFC 3389 */
    { 18, "G729",             8000, 1, A,  10,   60}, /* Teams */
    { 31, "H261",            90000, 1, V,   0, MTU_BYTES}, /* [MS-RTPME] */
    { 34, "H263",            90000, 1, V,   0, MTU_BYTES}, /* TechNet bb894539 */
    { 97, "RED",              8000, 1, A,   0,  600}, /* [MS-RTPRAD] 4 */
    {101, "telephone-event",  8000, 1, A,   4,    4}, /* [MS-RTPDT] 3.1 */
    {102, "opus",            48000, 2, A,   0,  400}, /* Teams */
    {103, "SILK",             8000, 1, A,   0,  400}, /* [MS-RTP] 2.2.1 */
    {104, "SILK",            16000, 1, A,   0,  400}, /* [MS-RTP] 2.2.1 */
    {106, "OPUS",            48000, 2, A,   0,  400}, /* [MS-RTP] 2.2.1 */
    {107, "H264",            90000, 1, V,   0, MTU_BYTES}, /* Teams */
    {108, "SATIN",           48000, 1, A,   0,  400}, /* Teams */
    {109, "SATINFB",         48000, 2, A,   0,  400}, /* Teams */
    {111, "SIREN",           16000, 1, A,  40,  120}, /* [MS-RTPRAD] 4 */
    {112, "G7221",           16000, 1, A,  20,  160}, /* [MS-RTPRAD] 4 */
    {114, "x-msrta",         16000, 1, A,   0,  400}, /* [MS-SDPEXT] 3.1.5.3 */
    {115, "x-msrta",          8000, 1, A,   0,  300}, /* [MS-SDPEXT] 3.1.5.3 */
    {116, "AAL2-G726-32",     8000, 1, A,  80,  240}, /* [MS-RTPRAD] 4 */
    {117, "G722",             8000, 2, A,  80,  960}, /* [MS-RTP] 2.2.1 */
    {118, "CN",              16000, 1, A,   0,   32}, /* [MS-SDPEXT] 4 */
    {119, "X-MSAV1",         90000, 1, V,   0, MTU_BYTES}, /* Teams */
    {120, "CN",              48000, 1, A,   0,   32}, /* Teams */
    {121, "x-rtvc1",         90000, 1, V,   0, MTU_BYTES}, /* [MS-RTVPF] */
    {122, "X-H264UC",        90000, 1, V,   0, MTU_BYTES}, /* [MS-H264PF] */
    {123, "x-ulpfecuc",      90000, 1, V,   0, MTU_BYTES}, /* [MS-SDPEXT] */
    {127, "x-data",          90000, 1, V,   0, MTU_BYTES}, /* [MS-SDPEXT] */
};
/* clang-format on */

#define N_DEFAULTS (sizeof defaults / sizeof defaults[0])

/* Octets that SRTP puts behind the payload, RFC 3711 3.1. */
static const uint8_t srtp_trailers_bytes[] = {0, 4, 5, 8, 10, 11, 14};

const struct payload_type *payload_type_default(uint8_t number)
{
    for (size_t i = 0; i < N_DEFAULTS; i++)
        if (defaults[i].number == number)
            return &defaults[i];
    return NULL;
}

bool payload_type_length_fits(const struct payload_type *row,
                              size_t length_bytes)
{
    if (length_bytes == 0)
        return false;
    if (row->frame_bytes == 0)
        return length_bytes <= row->longest_bytes;
    for (size_t i = 0; i < sizeof srtp_trailers_bytes; i++) {
        size_t trailer_bytes = srtp_trailers_bytes[i];

        if (length_bytes > trailer_bytes &&
            length_bytes - trailer_bytes <= row->longest_bytes &&
            (length_bytes - trailer_bytes) % row->frame_bytes == 0)
            return true;
    }
    return false;
}
