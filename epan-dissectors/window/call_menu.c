/* From the selected packet to the frames of its call, and to findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_menu.h"

#include <epan/funnel.h>
#include <epan/plugin_if.h>
#include <wsutil/report_message.h>

#include "call_list.h"
#include "capture.h"
#include "index.h"
#include "selection.h"
#include "wireshark_compat.h"

/* Wireshark does not grey out entries: those that do not apply say so. */
struct menu_entry {
    const char *label;
    const char *tooltip;
    const char *packet_label; /* at the right click */
    bool of_call;             /* needs a packet of a call */
    void (*act)(const struct selection *selected);
};

static const struct call_row *row_of(const struct selection *selected)
{
    return call_list_of_leg(capture_analysis(), selected->call);
}

static void show_call(const struct selection *selected)
{
    char *filter = g_strdup_printf("lync.call == %u", selected->call);

    plugin_if_apply_filter(filter, TRUE);
    g_free(filter);
}

static void go_to_start(const struct selection *selected)
{
    const struct call_row *row = row_of(selected);

    if (row != NULL)
        plugin_if_goto_frame(row->begin.frame);
}

static void go_to_end(const struct selection *selected)
{
    const struct call_row *row = row_of(selected);

    if (row != NULL)
        plugin_if_goto_frame(row->judgement->end_frame != 0
                                 ? row->judgement->end_frame
                                 : row->facts->last.frame);
}

/* The first frame after AFTER with a finding at Warn or Error; 0 for none.
 * Findings of frames are in the order of the frames. */
static uint32_t next_finding(uint32_t after)
{
    const struct findings *findings = capture_analysis()->findings;

    for (uint32_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);

        if (finding->frame > after && finding->severity >= FINDING_WARN)
            return finding->frame;
    }
    return 0;
}

static void go_to_next(const struct selection *selected)
{
    uint32_t frame = next_finding(selected->frame);

    if (frame == 0)
        frame = next_finding(0);
    if (frame == 0)
        report_warning("No frame of this capture has a warning or an error.");
    else
        plugin_if_goto_frame(frame);
}

static const struct menu_entry entries[] = {
    {"Show Only This &Call",
     "Filter the packet list for the call of the selected packet",
     "Lync/Show Only This Call", true, show_call},
    {"Go to the &Start of This Call",
     "Select the first packet of the call of the selected packet",
     "Lync/Go to the Start of This Call", true, go_to_start},
    {"Go to the &End of This Call",
     "Select the packet that ends the call of the selected packet, or its last",
     "Lync/Go to the End of This Call", true, go_to_end},
    {"&Next Warning or Error",
     "Select the next packet with such a finding, after the last the first",
     "Lync/Next Warning or Error", false, go_to_next},
};

static void choose(const struct menu_entry *entry)
{
    struct selection selected;

    if (!selection_get(&selected))
        report_warning("Select a packet first.");
    else if (entry->of_call && selected.call == NO_INDEX)
        report_warning("The selected packet is of no call.");
    else
        entry->act(&selected);
}

static void on_menu(ext_menubar_gui_type gui _U_, gpointer object _U_,
                    gpointer data)
{
    choose(data);
}

static void on_packet_menu(void *data, GPtrArray *fields _U_)
{
    choose(&entries[*(const size_t *)data]);
}

void call_menu_register(int proto_lync)
{
    ext_menu_t *menu = ext_menubar_register_menu(proto_lync, "&Lync", TRUE);

    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
        const struct menu_entry *entry = &entries[i];

        ext_menubar_add_entry(menu, entry->label, entry->tooltip, on_menu,
                              (gpointer)entry);
        /* Wireshark frees all three. */
        lync_register_packet_menu(
            g_strdup(entry->packet_label),
            g_strdup(entry->of_call ? "lync.call" : "lync"), on_packet_menu,
            g_memdup2(&i, sizeof i));
    }
}
