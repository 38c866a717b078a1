/* post_inside.h - the two ways to hand a mail on. */
#pragma once

#include "mail/post.h"

struct post {
    struct arena *arena;
    void (*send)(struct post *post, const struct envelope *envelope, struct post_answer *ret);
    void (*done)(struct post *post); /* NULL: nothing to close */
    const char *dir;                 /* of a folder */
    void *curl;                      /* of a server: the connection */
};

struct post *post_new(void (*send)(struct post *, const struct envelope *, struct post_answer *),
                      void (*done)(struct post *));
