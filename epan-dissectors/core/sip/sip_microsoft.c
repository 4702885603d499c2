/* Microsoft's own SIP headers: ms-diagnostics, ms-keep-alive.
 * [MS-OCER] 2.2.1, [MS-CONMGMT] 2.2.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_microsoft.h"

#include "sip_header.h"

void sip_diagnostics_read(struct text value,
                          struct sip_diagnostics *diagnostics)
{
    struct sip_split split = sip_header_split(value);
    struct sip_param param;

    if (diagnostics->present)
        return;
    diagnostics->value = value;
    if (!text_leading_uint32(&split.main, &diagnostics->id))
        return;
    diagnostics->present = true;
    if (sip_header_param_find(split.params, "source", &param))
        diagnostics->source = text_unquote(param.value);
    if (sip_header_param_find(split.params, "reason", &param))
        diagnostics->reason = text_unquote(param.value);
}

const char *sip_diagnostics_meaning(uint32_t id)
{
    switch (id) {
    case 4:
        return "not enough bandwidth: a policy refused the media";
    case 21:
        return "probably no media path: both sides remote";
    case 22:
        return "no media path: both sides internal";
    case 23:
        return "no media path: one side internal, the other remote";
    case 24:
        return "probably no media path: federated call, one side remote";
    case 25:
        return "no media path: federated call, both sides internal";
    case 31:
    case 32:
    case 33:
    case 34:
        return "probably media failed while the call was up";
    case 51007:
        return "the callee's report on its media path, for information";
    case 52017:
        return "the sides do not agree on encryption";
    case 52063:
        return "session description not supported";
    default:
        return NULL;
    }
}

static enum sip_keep_flag keep_flag(struct text params, const char *name)
{
    struct sip_param param;

    sip_header_param_find(params, name, &param);
    if (text_is(param.value, "yes"))
        return SIP_KEEP_YES;
    return text_is(param.value, "no") ? SIP_KEEP_NO : SIP_KEEP_UNSET;
}

void sip_keep_alive_read(struct text value, struct sip_keep_alive *keep_alive)
{
    struct sip_split split = sip_header_split(value);
    struct sip_param param;

    if (keep_alive->present)
        return;
    if (!text_is(split.main, "UAC") && !text_is(split.main, "UAS"))
        return;
    keep_alive->present = true;
    keep_alive->role = split.main;
    keep_alive->tcp = keep_flag(split.params, "tcp");
    keep_alive->hop_hop = keep_flag(split.params, "hop-hop");
    keep_alive->end_end = keep_flag(split.params, "end-end");
    sip_header_param_find(split.params, "timeout", &param);
    keep_alive->timeout_present =
        text_uint32(param.value, &keep_alive->timeout_s);
}
