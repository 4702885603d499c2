/* What the gate saw in the current frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_facts.h"

#include <string.h>

static struct frame_facts facts;

struct frame_facts *frame_facts(const packet_info *pinfo)
{
    if (facts.frame != pinfo->num) {
        facts.frame = pinfo->num;
        facts.stream = NULL;
        facts.session = NULL;
        facts.dscp = DSCP_NONE;
    }
    return &facts;
}

/* Frame numbers restart with each capture. */
static void frame_facts_forget(void)
{
    memset(&facts, 0, sizeof facts);
}

void frame_facts_register(void)
{
    register_init_routine(frame_facts_forget);
}
