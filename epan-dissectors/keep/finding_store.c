/* The findings of frames as expert items.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding_store.h"

#include <epan/expert.h>

#include "wireshark_compat.h"

#define EXPERT_PROTOCOL "LYNC" /* as expert information names it */
#define N_SEVERITIES    (FINDING_ERROR + 1)

/* An expert item has a fixed severity, but that of some findings depends on the
 * case: so there is one item for each severity, all with the finding's name. */
static expert_field expert_items[N_FINDINGS][N_SEVERITIES];

static const int expert_severities[] = {
    [FINDING_CHAT] = PI_CHAT,
    [FINDING_NOTE] = PI_NOTE,
    [FINDING_WARN] = PI_WARN,
    [FINDING_ERROR] = PI_ERROR,
};

static const int expert_groups[] = {
    [FINDING_GROUP_SEQUENCE] = PI_SEQUENCE,
    [FINDING_GROUP_PROTOCOL] = PI_PROTOCOL,
    [FINDING_GROUP_RESPONSE] = PI_RESPONSE_CODE,
    [FINDING_GROUP_COMMENTS] = PI_ASSUMPTION,
};

void finding_store_show(packet_info *pinfo, proto_item *item,
                        const struct finding *first)
{
    const char *saved_proto = pinfo->current_proto;

    /* The post-dissector is not among the frame's layers. */
    pinfo->current_proto = EXPERT_PROTOCOL;
    for (const struct finding *finding = first; finding != NULL;
         finding = finding->next_of_frame)
        expert_add_info_format(
            pinfo, item, &expert_items[finding->id][finding->severity], "%s",
            finding->in_full ? finding->text
                             : finding_info(finding->id)->summary);
    pinfo->current_proto = saved_proto;
}

/* Fills in the registration of an expert item. */
static void describe(ei_register_info *item, const struct finding_info *info,
                     int severity, expert_field *ids)
{
    static const expert_field_info blank = {NULL, 0, 0, NULL, EXPFILL};

    *ids = (expert_field)EI_INIT;
    item->ids = ids;
    item->eiinfo = blank;
    item->eiinfo.name = info->filter_name;
    item->eiinfo.group = expert_groups[info->group];
    item->eiinfo.severity = expert_severities[severity];
    item->eiinfo.summary = info->summary;
}

void finding_store_register(int proto_lync)
{
    static ei_register_info items[N_FINDINGS][N_SEVERITIES];
    expert_module_t *module = expert_register_protocol(proto_lync);

    for (int id = 0; id < N_FINDINGS; id++) {
        const struct finding_info *info = finding_info((enum finding_id)id);

        /* The table's severity is registered last: it is the one that Wireshark
         * shows for the name. */
        for (int i = 1; i <= N_SEVERITIES; i++) {
            int severity = ((int)info->severity + i) % N_SEVERITIES;

            describe(&items[id][severity], info, severity,
                     &expert_items[id][severity]);
            expert_register_field_array(module, &items[id][severity], 1);
        }
    }
}
