/* One source for Wireshark 4.0, 4.4 and 4.6: all differences between their APIs
 * that matter here. No other file checks the version.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_WIRESHARK_COMPAT_H
#define LYNC_WIRESHARK_COMPAT_H

#include <stdbool.h>
#include <stdlib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/dfilter/dfilter.h>
#include <epan/dissectors/packet-rtp.h>
#include <epan/stat_tap_ui.h>
#include <epan/strutil.h>
#include <wsutil/report_message.h>
#include <wsutil/str_util.h>
#include <ws_version.h>

#define LYNC_WIRESHARK (WIRESHARK_VERSION_MAJOR * 100 + WIRESHARK_VERSION_MINOR)

#if LYNC_WIRESHARK < 402
typedef gboolean lync_bool; /* in preferences, UAT and heuristics */
typedef struct _rtp_conversation_info lync_rtp_frame_info;
#define RTP_CONVERSATION_PROTO_DATA 0
#define lync_get_uint8(tvb, offset) tvb_get_guint8(tvb, offset)
#define lync_dyn_payload_insert(map, pt, name, rate, channels)                 \
    rtp_dyn_payload_insert(map, pt, name, rate)
#define lync_dyn_payload_get(map, pt, name, rate)                              \
    rtp_dyn_payload_get_full(map, pt, name, rate)
#define lync_format_text(text)                                                 \
    format_text(NULL, (const guchar *)(text), strlen(text))
#define REGISTER_TELEPHONY_GROUP_UNSORTED REGISTER_STAT_GROUP_TELEPHONY
#define lync_interface_name(pinfo, id)                                         \
    epan_get_interface_name((pinfo)->epan, id)
#define lync_finfo_number(finfo) fvalue_get_uinteger(&(finfo)->value)
/* The arguments of the callbacks of a conversation filter. */
#define LYNC_CONVERSATION_ARGUMENTS(pinfo) (packet_info * pinfo)
#define lync_register_conversation_filter(protocol, name, valid, build)        \
    register_conversation_filter(protocol, name, valid, build)
/* Entries at the right click on a packet. */
#define lync_register_packet_menu(name, field, chosen, data) ((void)(chosen))
/* A single STUN packet takes over a conversation that SDP declared as RTP. */
#define LYNC_STUN_TAKES_CONVERSATION true
#else
typedef bool lync_bool;
typedef struct _rtp_packet_info lync_rtp_frame_info;
#define lync_get_uint8(tvb, offset) tvb_get_uint8(tvb, offset)
#define lync_dyn_payload_insert(map, pt, name, rate, channels)                 \
    rtp_dyn_payload_insert(map, pt, name, rate, channels)
#define lync_dyn_payload_get(map, pt, name, rate)                              \
    rtp_dyn_payload_get_full(map, pt, name, rate, NULL, NULL)
#define lync_format_text(text) format_text(NULL, text, strlen(text))
#define lync_section(rec)                                                      \
    (((rec)->presence_flags & WTAP_HAS_SECTION_NUMBER) ? (rec)->section_number \
                                                       : 0)
#define lync_interface_name(pinfo, id)                                         \
    epan_get_interface_name((pinfo)->epan, id, lync_section((pinfo)->rec))
#define lync_finfo_number(finfo) fvalue_get_uinteger((finfo)->value)
#define LYNC_CONVERSATION_ARGUMENTS(pinfo)                                     \
    (packet_info * pinfo, void *user_data _U_)
#define lync_register_conversation_filter(protocol, name, valid, build)        \
    register_conversation_filter(protocol, name, valid, build, NULL)
#define lync_register_packet_menu(name, field, chosen, data)                   \
    funnel_register_packet_menu(name, field, chosen, data, false)
/* The RTP dissector itself distinguishes STUN (RFC 7983). */
#define LYNC_STUN_TAKES_CONVERSATION false
#endif

/* Registers FORGET to be called before a capture is read, when it is closed,
 * and when the program ends. */
static inline void lync_forget_with_capture(void (*forget)(void))
{
    register_init_routine(forget);
    register_cleanup_routine(forget);
    register_shutdown_routine(forget);
}

/* FILTER with its macros replaced; NULL if it has an error. Free it with
 * g_free. */
static inline char *lync_expand_filter(const char *filter)
{
#if LYNC_WIRESHARK < 402
    char *error = NULL;
    char *expanded = dfilter_expand(filter, &error);

    g_free(error);
#else
    df_error_t *error = NULL;
    char *expanded = dfilter_expand(filter, &error);

    df_error_free(&error);
#endif
    return expanded;
}

/* Ends the program with exit status 1. For callbacks that cannot return a
 * failure, such as a tap's draw callback in all versions; call report_failure()
 * first. */
G_GNUC_NORETURN static inline void lync_exit_failed(void)
{
    exit(EXIT_FAILURE);
}

/* Defines NAME, the tap_init_cb of a stat_tap_ui. START is a function with the
 * same arguments that returns whether it accepts the -z argument; if not, it
 * has called report_failure(). From 4.6 on, tap_init_cb also returns that.
 * Before, it returns nothing, and Wireshark's own statistics call exit(1) in it
 * (ui/cli/tap-*.c). */
#if LYNC_WIRESHARK < 406
#define LYNC_STAT_INIT(name, start)                                            \
    static void name(const char *argument, void *data)                         \
    {                                                                          \
        if (!start(argument, data))                                            \
            lync_exit_failed();                                                \
    }
#else
#define LYNC_STAT_INIT(name, start)                                            \
    static bool name(const char *argument, void *data)                         \
    {                                                                          \
        return start(argument, data);                                          \
    }
#endif

#endif
