/* What speech codecs cost in the E-model.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "codec_impairment.h"

#include <glib.h>

#define NB E_MODEL_NARROWBAND
#define WB E_MODEL_WIDEBAND

#define PLC   "concealment as G.711 appendix I"
#define G729A "G.729A with VAD"
#define G7231 "6.3 kbit/s with VAD"

/* Of one name, a row with its payload's length comes before the one for all
 * others. AMR-WB has two lengths a mode: bandwidth efficient and octet aligned
 * (RFC 4867 4). Not published: RTAudio (x-msrta), SIREN, SILK, Opus, Speex,
 * iLBC, AMR, and with a source that agrees, G.722 and G.722.1. */
/* clang-format off */
static const struct codec_impairment rows[] = {
    /* name, scale, payload, Ie, Bpl, assumed */
    {"PCMU",          NB,  0,  0, 25.1, PLC},
    {"PCMA",          NB,  0,  0, 25.1, PLC},
    {"G729",          NB,  0, 11, 19.0, G729A},
    {"G723",          NB, 20, 19,    0, ""}, /* 5.3 kbit/s */
    {"G723",          NB,  0, 15, 16.1, G7231},
    {"GSM",           NB,  0, 20,    0, ""}, /* 06.10 */
    {"GSM-HR-08",     NB,  0, 23,    0, ""}, /* 06.20 */
    {"GSM-EFR",       NB,  0,  5,    0, ""}, /* 06.60 */
    {"G726-16",       NB,  0, 50,    0, ""},
    {"G726-24",       NB,  0, 25,    0, ""},
    {"G726-32",       NB,  0,  7,    0, ""},
    {"G726-40",       NB,  0,  2,    0, ""},
    {"AAL2-G726-16",  NB,  0, 50,    0, ""},
    {"AAL2-G726-24",  NB,  0, 25,    0, ""},
    {"AAL2-G726-32",  NB,  0,  7,    0, ""},
    {"AAL2-G726-40",  NB,  0,  2,    0, ""},
    {"G728",          NB,  0,  7,    0, ""},
    {"AMR-WB",        WB, 18, 41,    0, ""}, /* 6.6 kbit/s */
    {"AMR-WB",        WB, 19, 41,    0, ""},
    {"AMR-WB",        WB, 24, 26,    0, ""}, /* 8.85 */
    {"AMR-WB",        WB, 25, 26,    0, ""},
    {"AMR-WB",        WB, 33, 13,    0, ""}, /* 12.65 */
    {"AMR-WB",        WB, 34, 13,    0, ""},
    {"AMR-WB",        WB, 37, 10,    0, ""}, /* 14.25 */
    {"AMR-WB",        WB, 38, 10,    0, ""},
    {"AMR-WB",        WB, 41,  7,    0, ""}, /* 15.85 */
    {"AMR-WB",        WB, 42,  7,    0, ""},
    {"AMR-WB",        WB, 47,  5,    0, ""}, /* 18.25 */
    {"AMR-WB",        WB, 48,  5,    0, ""},
    {"AMR-WB",        WB, 51,  3,    0, ""}, /* 19.85 */
    {"AMR-WB",        WB, 52,  3,    0, ""},
    {"AMR-WB",        WB, 59,  1,    0, ""}, /* 23.05 */
    {"AMR-WB",        WB, 60,  1,    0, ""},
    {"AMR-WB",        WB, 61,  8,    0, ""}, /* 23.85 */
    {"AMR-WB",        WB, 62,  8,    0, ""},
};
/* clang-format on */

const struct codec_impairment *codec_impairment_find(const char *name,
                                                     uint32_t payload_bytes)
{
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(rows); i++)
        if (g_ascii_strcasecmp(rows[i].name, name) == 0 &&
            (rows[i].payload_bytes == 0 ||
             rows[i].payload_bytes == payload_bytes))
            return &rows[i];
    return NULL;
}
