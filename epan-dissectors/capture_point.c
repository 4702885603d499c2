/* The observation points of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_point.h"

#include <epan/epan.h>
#include <wiretap/wtap.h>

#include "frame_time.h"
#include "wireshark_compat.h"

#define NAMELESS                                                               \
    "unknown" /* as Wireshark calls an interface without a name                \
               */

struct capture_point {
    const char *name; /* file scope; NULL: not seen yet */
    int64_t began_ns;
};

static struct capture_point points[MAX_CAPTURE_POINTS];
static uint32_t n_points; /* up to the highest that was seen */
static unsigned n_noted;

bool capture_point_known(const packet_info *pinfo)
{
    const wtap_rec *rec = pinfo->rec;

    return rec != NULL && rec->rec_type == REC_TYPE_PACKET &&
           (rec->presence_flags & WTAP_HAS_INTERFACE_ID) != 0;
}

uint32_t capture_point_of(const packet_info *pinfo)
{
    return capture_point_known(pinfo)
               ? pinfo->rec->rec_header.packet_header.interface_id
               : 0;
}

unsigned capture_point_count(void)
{
    return n_noted;
}

static const char *name_of(const packet_info *pinfo, uint32_t interface_id)
{
    const char *name = pinfo->rec != NULL && pinfo->epan != NULL
                           ? lync_interface_name(pinfo, interface_id)
                           : NULL;

    if (name == NULL || *name == '\0' || strcmp(name, NAMELESS) == 0)
        return wmem_strdup_printf(wmem_file_scope(), "interface %u",
                                  interface_id);
    return wmem_strdup_printf(wmem_file_scope(), "interface %u (%s)",
                              interface_id, name);
}

uint32_t capture_point_note(const packet_info *pinfo)
{
    uint32_t interface_id = capture_point_of(pinfo);

    if (interface_id >= MAX_CAPTURE_POINTS || points[interface_id].name != NULL)
        return interface_id;
    points[interface_id].name = name_of(pinfo, interface_id);
    points[interface_id].began_ns = frame_time_ns(pinfo);
    n_points = MAX(n_points, interface_id + 1);
    n_noted++;
    return interface_id;
}

const char *capture_point_name(uint32_t interface_id)
{
    if (interface_id < n_points && points[interface_id].name != NULL)
        return points[interface_id].name;
    return wmem_strdup_printf(wmem_file_scope(), "interface %u", interface_id);
}

int64_t capture_point_age_ns(uint32_t interface_id, int64_t now_ns)
{
    if (interface_id >= n_points || points[interface_id].name == NULL)
        return 0;
    return now_ns - points[interface_id].began_ns;
}

static void capture_point_forget(void)
{
    memset(points, 0, sizeof points);
    n_points = 0;
    n_noted = 0;
}

void capture_point_register(void)
{
    register_init_routine(capture_point_forget);
}
