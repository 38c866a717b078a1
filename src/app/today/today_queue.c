#include "app/today/today_inside.h"

enum { QUEUE_MOST = 500 };

int64_t today_queue_of(const struct request *request)
{
    struct str text =
        request->method == POST ? form_text(request, S("queue")) : query_text(request, S("queue"));
    int64_t n;

    return str_number(text, &n) == OK && n > 0 && n <= QUEUE_MOST ? n : 0;
}

void today_go_on(struct request *request)
{
    int64_t n = today_queue_of(request);

    if (n > 0)
        request_go_to(request, "%.*s/team/queue/%lld", ARG(request->viewer.scheme_path),
                      (long long)n);
    else
        request_go_to(request, "%.*s/team", ARG(request->viewer.scheme_path));
}

/* The n-th pair of Today. People alone have no page of their own here and are passed over. */
enum err today_queue_page(struct request *request, const struct team_access *by)
{
    int64_t n = request_key(request, S("n")), nth = 0;
    struct signal_list kept;

    TRY(signal_list_needing(request->work, by, QUEUE_MOST, &kept));
    for (size_t i = 0; i < kept.len; i++)
        if (kept.at[i].pair.is_set && ++nth == n) {
            request_go_to(request, "%.*s?queue=%lld",
                          ARG(today_pair_path(request, kept.at[i].pair.at)), (long long)n);
            return OK;
        }
    request_go_to(request, "%.*s/team", ARG(request->viewer.scheme_path));
    return OK;
}
