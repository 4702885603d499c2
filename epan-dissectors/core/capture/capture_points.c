/* The observation points of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_points.h"

struct capture_point {
    char *name; /* owned; NULL until noted or asked for */
    bool noted;
    int64_t began_ns; /* valid if noted */
};

static void point_clear(void *data)
{
    g_free(((struct capture_point *)data)->name);
}

void capture_points_init(struct capture_points *points)
{
    points->points = g_array_new(FALSE, TRUE, sizeof(struct capture_point));
    g_array_set_clear_func(points->points, point_clear);
    points->n = 0;
}

void capture_points_clear(struct capture_points *points)
{
    g_array_unref(points->points);
}

static const struct capture_point *
point_find(const struct capture_points *points, uint32_t interface_id)
{
    return interface_id < points->points->len
               ? &g_array_index(points->points, struct capture_point,
                                interface_id)
               : NULL;
}

/* INTERFACE_ID must be below CAPTURE_POINTS_MAX. */
static struct capture_point *point_get(struct capture_points *points,
                                       uint32_t interface_id)
{
    if (interface_id >= points->points->len)
        g_array_set_size(points->points, interface_id + 1);
    return &g_array_index(points->points, struct capture_point, interface_id);
}

bool capture_points_noted(const struct capture_points *points,
                          const struct moment *moment)
{
    const struct capture_point *point =
        point_find(points, moment->interface_id);

    return moment->interface_id >= CAPTURE_POINTS_MAX ||
           (point != NULL && point->noted);
}

void capture_points_note(struct capture_points *points,
                         const struct moment *moment, const char *name)
{
    struct capture_point *point;

    if (capture_points_noted(points, moment))
        return;
    point = point_get(points, moment->interface_id);
    g_free(point->name);
    point->name =
        name == NULL || *name == '\0'
            ? g_strdup_printf("interface %u", moment->interface_id)
            : g_strdup_printf("interface %u (%s)", moment->interface_id, name);
    point->noted = true;
    point->began_ns = moment->time_ns;
    points->n++;
}

const char *capture_points_name(struct capture_points *points,
                                uint32_t interface_id)
{
    struct capture_point *point;

    if (interface_id >= CAPTURE_POINTS_MAX)
        return "an interface past the 1024th";
    point = point_get(points, interface_id);
    if (point->name == NULL)
        point->name = g_strdup_printf("interface %u", interface_id);
    return point->name;
}

int64_t capture_points_age_ns(const struct capture_points *points,
                              uint32_t interface_id, int64_t now_ns)
{
    const struct capture_point *point = point_find(points, interface_id);

    return point != NULL && point->noted ? now_ns - point->began_ns : 0;
}
