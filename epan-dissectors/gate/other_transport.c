/* SIP and media in frames whose end no gate sees.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "other_transport.h"

#include "frame_facts.h"

#define OTHER_TRANSPORTS_SEEN "lync.frames"

static void end_late(void)
{
    const struct frame_facts *facts = frame_facts_latest();
    packet_info *pinfo = facts->ends_late;

    if (pinfo == NULL)
        return; /* a second segment of the frame has ended it */
    call_dissector_only(find_dissector(OTHER_TRANSPORT),
                        get_data_source_tvb(pinfo->data_src->data), pinfo,
                        facts->late_tree, NULL);
    frame_facts(pinfo)->ends_late = NULL;
}

/* Has the frame ended when Wireshark is done with it. */
static void end_later(struct frame_facts *facts, packet_info *pinfo,
                      proto_tree *tree)
{
    facts->ended = false;
    facts->ends_late = pinfo;
    facts->late_tree = tree;
    pinfo->frame_end_routines =
        g_slist_append(pinfo->frame_end_routines, (gpointer)end_late);
}

/* Has every frame ended by a postdissector from now on. A second dissector of
 * the same name tells that there is one. */
static void end_all(void)
{
    if (find_dissector(OTHER_TRANSPORTS_SEEN) != NULL)
        return;
    register_dissector(OTHER_TRANSPORTS_SEEN, NULL, -1);
    register_postdissector(find_dissector(OTHER_TRANSPORT));
}

void other_transport_look(packet_info *pinfo, proto_tree *tree)
{
    struct frame_facts *facts = frame_facts(pinfo);

    if (facts->n_gates > 0 || facts->ends_late != NULL)
        return;
    if (facts->plain_frame == pinfo->num ||
        proto_is_frame_protocol(pinfo->layers, "tcp"))
        end_later(facts, pinfo, proto_tree_get_root(tree));
    else
        end_all();
}
