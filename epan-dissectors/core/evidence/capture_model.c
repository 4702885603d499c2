/* What a capture can have seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_model.h"

#include "capture_direction.h"

void capture_model_init(struct capture_model *model)
{
    *model = (struct capture_model){.directions = capture_directions_new()};
}

void capture_model_clear(struct capture_model *model)
{
    capture_directions_free(model->directions);
    for (unsigned i = 0; i < CAPTURE_MODEL_INTERFACES_MAX; i++) {
        if (model->interfaces[i] != NULL)
            capture_interface_clear(model->interfaces[i]);
        g_free(model->interfaces[i]);
    }
    *model = (struct capture_model){0};
}

static uint32_t slot_of(uint32_t interface_id)
{
    return MIN(interface_id, CAPTURE_MODEL_INTERFACES_MAX - 1);
}

const struct capture_interface *
capture_model_interface(const struct capture_model *model,
                        uint32_t interface_id)
{
    return model->interfaces[slot_of(interface_id)];
}

/* Returns the interface, adding it if it is new. The model frees it. */
static struct capture_interface *interface_at(struct capture_model *model,
                                              uint32_t interface_id)
{
    struct capture_interface **slot = &model->interfaces[slot_of(interface_id)];

    if (*slot == NULL) {
        *slot = g_new0(struct capture_interface, 1);
        (*slot)->clock.steps_off =
            slot_of(interface_id) == CAPTURE_MODEL_INTERFACES_MAX - 1;
    }
    return *slot;
}

static int64_t limited_ns(int64_t raw_ns)
{
    return CLAMP(raw_ns, -CAPTURE_TIME_MAX_NS, CAPTURE_TIME_MAX_NS);
}

bool capture_model_advance(struct capture_model *model, uint32_t interface_id,
                           int64_t raw_ns, int64_t *now_ns)
{
    struct capture_interface *interface =
        model->interfaces[slot_of(interface_id)];

    raw_ns = limited_ns(raw_ns);
    if (interface == NULL || !capture_clock_advance(&interface->clock, raw_ns))
        return false;
    interface->now_ns = *now_ns = raw_ns - interface->clock.offset_ns;
    return true;
}

void capture_model_on_frame(struct capture_model *model, uint32_t interface_id,
                            uint32_t frame, int64_t raw_ns)
{
    capture_interface_on_frame(interface_at(model, interface_id), frame,
                               limited_ns(raw_ns));
}

struct capture_direction *capture_model_on_ip(struct capture_model *model,
                                              uint32_t interface_id,
                                              const struct endpoint *from,
                                              const struct endpoint *to)
{
    struct capture_direction *direction = capture_directions_get(
        model->directions, slot_of(interface_id), from, to);

    if (direction != NULL)
        capture_direction_on_frame(direction,
                                   interface_at(model, interface_id)->now_ns);
    else
        model->n_without_direction++;
    return direction;
}

struct capture_direction *capture_model_on_ip4(struct capture_model *model,
                                               uint32_t interface_id,
                                               const uint8_t *from,
                                               const uint8_t *to)
{
    const struct capture_interface *interface =
        model->interfaces[slot_of(interface_id)];
    struct capture_direction *direction = capture_directions_recent4(
        model->directions, slot_of(interface_id), from, to);

    if (interface == NULL || direction == NULL)
        return NULL;
    capture_direction_on_frame(direction, interface->now_ns);
    return direction;
}

const struct capture_direction *
capture_model_direction(const struct capture_model *model,
                        uint32_t interface_id, const struct endpoint *from,
                        const struct endpoint *to)
{
    return capture_directions_find(model->directions, slot_of(interface_id),
                                   from, to);
}

void capture_model_stream_init(struct capture_model *model,
                               struct capture_stream *stream,
                               uint32_t interface_id,
                               const struct endpoint *from,
                               const struct endpoint *to)
{
    *stream = (struct capture_stream){0};
    stream->interface = interface_at(model, interface_id);
    stream->direction = capture_directions_get(model->directions,
                                               slot_of(interface_id), from, to);
}

void capture_model_on_cut(struct capture_model *model, uint32_t interface_id,
                          struct capture_direction *direction)
{
    if (direction != NULL)
        loss_tally_add(&direction->cut,
                       interface_at(model, interface_id)->now_ns, 0, 1);
}

void capture_model_on_rtcp(struct capture_model *model, uint32_t interface_id)
{
    capture_interface_on_rtcp(interface_at(model, interface_id));
}

void capture_model_on_time_passed(struct capture_model *model,
                                  uint32_t interface_id)
{
    struct capture_interface *interface = interface_at(model, interface_id);

    capture_interface_on_jump(
        interface,
        capture_clock_vote(&interface->clock, 0, CAPTURE_VOTE_PASSED));
}

int64_t capture_model_now_ns(const struct capture_model *model,
                             uint32_t interface_id)
{
    const struct capture_interface *interface =
        capture_model_interface(model, interface_id);

    return interface != NULL ? interface->now_ns : 0;
}

int64_t capture_model_time_ns(const struct capture_model *model,
                              uint32_t interface_id, uint32_t frame,
                              int64_t raw_ns)
{
    const struct capture_interface *interface =
        capture_model_interface(model, interface_id);

    if (interface == NULL)
        return raw_ns;
    return capture_clock_time_ns(&interface->clock, frame, limited_ns(raw_ns));
}
