/* What a Microsoft client says about the media of a call that ended, in the
 * parameters of ms-client-diagnostics and ms-diagnostics. Their names are those
 * of headers seen in the field; [MS-OCER] leaves them open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_MEDIA_DEBUG_H
#define LYNC_CORE_SIP_MEDIA_DEBUG_H

#include "text.h"

#define SIP_MEDIA_DEBUG_BYTES 96 /* with its zero */

/* Absent texts and false: not said. */
struct sip_media_debug {
    struct text ice_warn;      /* ICEWarn, a bit mask as written ("0x0") */
    struct text network_error; /* NetworkErr, as written */
    bool media_timeout;        /* MediaTimeout: no media came for too long */
    bool rtcp_bye_sent;        /* RtcpByeSent */
    bool rtcp_bye_received;    /* RtcpByeRcvd */
};

/* Reads the parameters from VALUE, the whole value of such a header: those of
 * its own, those in MediaChanBlob, and those in CallerMediaDebug or
 * CalleeMediaDebug. Of two with the same name the first counts. A flag is set
 * by any value but 0, false and no. */
struct sip_media_debug sip_media_debug_read(struct text value);

/* Prints what DEBUG says that is not as it should be, for a sentence: "ICE
 * warning 0x8000100, no media for too long, RTCP BYE sent". Returns false, and
 * an empty TEXT, if there is nothing. */
bool sip_media_debug_print(const struct sip_media_debug *debug,
                           char text[SIP_MEDIA_DEBUG_BYTES]);

#endif
