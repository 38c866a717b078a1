#include "mail/post.h"

#include "mail/post_inside.h"

#include <stdlib.h>

static const char *const names[] = {
    [POST_SENT] = "sent",
    [POST_LATER] = "later",
    [POST_REFUSED] = "refused",
    [POST_NO_SERVER] = "no_server",
    [POST_MISCONFIGURED] = "misconfigured",
};
_Static_assert(COUNT(names) == POST_RESULT_COUNT, "every result needs a name");

const char *post_result_name(enum post_result result)
{
    return names[result];
}

struct post *post_new(void (*send)(struct post *, const struct envelope *, struct post_answer *),
                      void (*done)(struct post *))
{
    struct post *post = calloc(1, sizeof(*post));

    if (!post)
        abort();
    post->arena = arena_new();
    post->send = send;
    post->done = done;
    return post;
}

void post_free(struct post *post)
{
    if (!post)
        return;
    if (post->done)
        post->done(post);
    arena_free(post->arena);
    free(post);
}

void post_send(struct post *post, const struct envelope *envelope, struct post_answer *ret)
{
    *ret = (struct post_answer){0};
    post->send(post, envelope, ret);
}
