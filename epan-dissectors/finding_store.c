/* Keeping findings and showing them as expert items.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding_store.h"

#include <epan/expert.h>
#include <epan/proto_data.h>

#include "frame_time.h"
#include "wireshark_compat.h"

#define EXPERT_PROTOCOL "LYNC" /* as expert information names it */
#define N_SEVERITIES    (FINDING_ERROR + 1)

static int proto_lync_id;
static GPtrArray *all;      /* struct stored_finding, which lie in file scope */
static GPtrArray *at_end;   /* the same, proven by the end of the capture */
static wmem_map_t *of_call; /* struct stored_finding by call; file scope */
static uint32_t n_not_kept;

/* The severity of an expert item is fixed, and that of some findings depends
 * on the occasion: one item for each severity, all of the finding's name. */
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

static struct stored_finding *store(const struct finding *finding,
                                    uint32_t stream, uint32_t call)
{
    struct stored_finding *stored =
        wmem_new0(wmem_file_scope(), struct stored_finding);

    stored->stream = stream;
    stored->call = call;
    stored->id = finding->id;
    stored->severity = finding->severity;
    stored->text = wmem_strdup(wmem_file_scope(), finding->text);
    return stored;
}

/* Behind the frame's other findings. */
static void append_to_frame(packet_info *pinfo, struct stored_finding *stored)
{
    struct stored_finding *last = p_get_proto_data(
        wmem_file_scope(), pinfo, proto_lync_id, FRAME_DATA_FINDINGS);

    if (last == NULL) {
        p_add_proto_data(wmem_file_scope(), pinfo, proto_lync_id,
                         FRAME_DATA_FINDINGS, stored);
        return;
    }
    while (last->next_of_frame != NULL)
        last = last->next_of_frame;
    last->next_of_frame = stored;
}

void finding_store_add(packet_info *pinfo, GPtrArray *list, uint32_t stream,
                       uint32_t call)
{
    for (guint i = 0; i < list->len; i++) {
        struct stored_finding *stored;

        if (all->len >= MAX_FINDINGS) {
            n_not_kept++;
            continue;
        }
        stored = store(g_ptr_array_index(list, i), stream, call);
        stored->frame = pinfo->num;
        stored->abs_time = pinfo->abs_ts;
        stored->rel_time = pinfo->rel_ts;
        stored->time_ns = frame_time_ns(pinfo);
        append_to_frame(pinfo, stored);
        if (call != FINDING_NO_INDEX) {
            stored->older_of_call =
                wmem_map_lookup(of_call, GUINT_TO_POINTER(call));
            wmem_map_insert(of_call, GUINT_TO_POINTER(call), stored);
        }
        g_ptr_array_add(all, stored);
    }
    g_ptr_array_set_size(list, 0);
}

void finding_store_add_at_end(GPtrArray *list, uint32_t stream, uint32_t call)
{
    for (guint i = 0; i < list->len; i++)
        if (at_end->len < MAX_FINDINGS)
            g_ptr_array_add(at_end,
                            store(g_ptr_array_index(list, i), stream, call));
    g_ptr_array_set_size(list, 0);
}

void finding_store_clear_at_end(void)
{
    g_ptr_array_set_size(at_end, 0);
}

const GPtrArray *finding_store_at_end(void)
{
    return at_end;
}

const struct stored_finding *finding_store_of_frame(packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_lync_id,
                            FRAME_DATA_FINDINGS);
}

const struct stored_finding *finding_store_of_call(uint32_t call)
{
    return wmem_map_lookup(of_call, GUINT_TO_POINTER(call));
}

const GPtrArray *finding_store_all(void)
{
    return all;
}

uint32_t finding_store_n_not_kept(void)
{
    return n_not_kept;
}

void finding_store_show(packet_info *pinfo, proto_item *item)
{
    const struct stored_finding *finding = finding_store_of_frame(pinfo);
    const char *saved_proto = pinfo->current_proto;

    /* The post-dissector has no protocol of its own in the frame's layers. */
    pinfo->current_proto = EXPERT_PROTOCOL;
    for (; finding != NULL; finding = finding->next_of_frame)
        expert_add_info_format(pinfo, item,
                               &expert_items[finding->id][finding->severity],
                               "%s", finding->text);
    pinfo->current_proto = saved_proto;
}

static void finding_store_init(void)
{
    g_ptr_array_set_size(all, 0);
    g_ptr_array_set_size(at_end, 0);
    n_not_kept = 0;
}

static void finding_store_shutdown(void)
{
    g_ptr_array_unref(all);
    g_ptr_array_unref(at_end);
}

/* Fills in what an expert item is registered with. */
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

    proto_lync_id = proto_lync;
    all = g_ptr_array_new();
    of_call = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                     g_direct_hash, g_direct_equal);
    at_end = g_ptr_array_new();
    for (int id = 0; id < N_FINDINGS; id++) {
        const struct finding_info *info = finding_info((enum finding_id)id);

        /* The severity that the table gives is registered last: it is the
         * one that Wireshark shows for the name. */
        for (int i = 1; i <= N_SEVERITIES; i++) {
            int severity = ((int)info->severity + i) % N_SEVERITIES;

            describe(&items[id][severity], info, severity,
                     &expert_items[id][severity]);
            expert_register_field_array(module, &items[id][severity], 1);
        }
    }
    register_init_routine(finding_store_init);
    register_shutdown_routine(finding_store_shutdown);
}
