#include "app/scheme/policy.h"

#include "app/scheme/scheme_text.h"

/* clang-format off */
#define NOT MAY_NOT
#define SEE MAY_SEE
#define SUG MAY_SUGGEST
#define ANS MAY_ANSWER
#define LAT MAY_LATER
#define DO  MAY_DO

/* word, verb, what to do instead; then each way: word, sentence, {mentee, mentor, coordinator, lead} */
const struct policy policies[ACT_COUNT] = {
    [ACT_FIRST_CONTACT] = {"first-contact", "make first contact", "", "", {
        {"mentee",      "Mentees, within the days set; mentors may after that", {DO,  LAT, SEE, SEE}},
        {"mentor",      "Mentors, within the days set; mentees may after that", {LAT, DO,  SEE, SEE}},
        {"either",      "Either of the two",                                    {DO,  DO,  SEE, SEE}},
        {"coordinator", "A coordinator introduces the two",                     {LAT, LAT, DO,  DO}}}},
    [ACT_CHOOSE_PARTNER] = {"choose-partner", "propose who is paired with whom",
        "You can say whom you hope for.", "Yours is the last word.", {
        {"proposed", "The team proposes, both say yes", {SUG, ANS, DO, DO}}}},
    [ACT_PROPOSE_RHYTHM] = {"propose-rhythm", "propose the rhythm and the channels",
        "", "You can agree, or amend it.", {
        {"mentee", "Mentees propose, mentors agree or amend", {DO,  ANS, SEE, SEE}},
        {"mentor", "Mentors propose, mentees agree or amend", {ANS, DO,  SEE, SEE}}}},
    [ACT_ACCEPT_AGREEMENT] = {"accept-agreement", "accept the agreement",
        "", "Your yes is asked for.", {
        {"both",       "Both say yes to the same text",  {ANS, ANS, SEE, SEE}},
        {"not-needed", "Pairs need no agreement here",   {NOT, NOT, NOT, NOT}}}},
    [ACT_OFFER_TIMES] = {"offer-times", "offer times", "You can suggest one.", "", {
        {"mentee", "Mentees offer, mentors pick or suggest", {DO, SUG, NOT, NOT}},
        {"either", "Either of the two",                      {DO, DO,  NOT, NOT}}}},
    [ACT_MOVE_MEETING] = {"move-meeting", "move a meeting that is set",
        "You can ask to move it.", "", {
        {"mentee", "Mentees move, mentors ask", {DO, SUG, NOT, NOT}},
        {"either", "Either of the two",         {DO, DO,  NOT, NOT}}}},
    [ACT_CANCEL_MEETING] = {"cancel-meeting", "cancel a meeting", "", "", {
        {"either", "Either of the two, at any time", {DO, DO, NOT, NOT}}}},
    [ACT_WRITE_BRIEF] = {"brief", "write the brief", "You can suggest a point for it.", "", {
        {"mentee", "Mentees write, mentors suggest", {DO,  SUG, NOT, NOT}},
        {"joint",  "The two together",               {DO,  DO,  NOT, NOT}},
        {"off",    "Not used",                       {NOT, NOT, NOT, NOT}}}},
    [ACT_WRITE_GOALS] = {"goals", "write goals and steps", "You can suggest one.", "", {
        {"mentee", "Mentees write, mentors suggest",  {DO, SUG, SEE, SEE}},
        {"joint",  "The two together, with history",  {DO, DO,  SEE, SEE}}}},
    [ACT_WRITE_RECORD] = {"record", "write the record of a meeting",
        "", "You can confirm it, or add a statement of your own.", {
        {"mentee", "Mentees write, mentors confirm", {DO,  ANS, SEE, SEE}},
        {"joint",  "The two together",               {DO,  DO,  SEE, SEE}},
        {"either", "Either of the two",              {DO,  DO,  SEE, SEE}},
        {"none",   "None: only that the two met",    {NOT, NOT, NOT, NOT}}}},
    [ACT_ACTIONS] = {"actions", "write their own actions", "", "", {
        {"own", "Each their own", {DO, DO, NOT, NOT}}}},
    [ACT_QUESTIONS] = {"questions", "put questions", "", "You can answer one, or pass it on.", {
        {"mentee", "Mentees ask, mentors answer or refer", {DO, ANS, NOT, NOT}},
        {"either", "Mentors may queue questions too",      {DO, DO,  NOT, NOT}}}},
    [ACT_PROGRESS_NOTE] = {"progress-note", "write a progress note", "", "", {
        {"on",  "Mentees to their mentor, who may reply", {DO,  DO,  SEE, SEE}},
        {"off", "Not used",                               {NOT, NOT, NOT, NOT}}}},
    [ACT_AIMS] = {"aims", "write the mentor's aims", "", "", {
        {"mentor", "Mentors, and they choose what mentees see", {SEE, DO,  SEE, SEE}},
        {"off",    "Not used",                                  {NOT, NOT, NOT, NOT}}}},
    [ACT_HEADS_UP] = {"heads-up", "give a heads-up", "", "", {
        {"own", "Each to the other, and nobody else sees it", {DO, DO, NOT, NOT}}}},
    [ACT_MARK_MEETING] = {"marks", "mark a meeting", "", "", {
        {"own", "Each their own word", {DO,  DO,  SEE, SEE}},
        {"off", "Not used",            {NOT, NOT, NOT, NOT}}}},
    [ACT_BUSY_PERIOD] = {"busy-period", "say when they are busy", "", "", {
        {"own", "Each their own; the team sees dates", {DO, DO, SEE, SEE}}}},
    [ACT_PULSE] = {"pulse", "answer the pulse", "", "", {
        {"on",  "Each to the team",  {DO,  DO,  SEE, SEE}},
        {"off", "Not used",          {NOT, NOT, NOT, NOT}}}},
    [ACT_PAUSE] = {"pause", "pause the pair", "", "", {
        {"either", "Either of the two", {DO, DO, SEE, SEE}}}},
    [ACT_END_PAIR] = {"end-pair", "end the pair", "", "", {
        {"either", "Either of the two alone; the team with a reason", {DO, DO, DO, DO}}}},
    [ACT_COMPLETE_EARLY] = {"complete-early", "offer to complete early or to extend",
        "", "Your yes is asked for.", {
        {"offer",     "Mentees offer, mentors agree, the team approves what goes beyond the cohort",
         {DO, ANS, ANS, ANS}},
        {"automatic", "Mentees offer, mentors agree", {DO, ANS, SEE, SEE}}}},
    [ACT_REVEAL_CONTACT] = {"contact-details", "show their contact details", "", "", {
        {"own",      "Each chooses at the introduction",   {DO,  DO,  NOT, NOT}},
        {"shown",    "The introduction shows them to both", {DO,  DO,  NOT, NOT}},
        {"platform", "Only through these pages",           {NOT, NOT, NOT, NOT}}}},
    [ACT_HAND_ON_HISTORY] = {"hand-on-history", "hand history on to a new mentor", "", "", {
        {"own", "Each their own share", {DO, DO, NOT, NOT}}}},
    [ACT_DECIDE_APPLICATION] = {"decide-application", "decide applications", "", "", {
        {"team", "The team", {NOT, NOT, DO, DO}}}},
    [ACT_PUBLISH_RUN] = {"publish-run", "publish a match run", "", "", {
        {"team", "The team", {NOT, NOT, DO, DO}}}},
    [ACT_PIN_BLOCK] = {"pin-block", "pin and block pairs",
        "You can block somebody for yourself.", "", {
        {"team", "The team with a reason; each may block for themselves", {SUG, SUG, DO, DO}}}},
    [ACT_CHANGE_TEXT] = {"scheme-text", "adopt the scheme text", "You can draft a change.", "", {
        {"lead",        "Coordinators draft, the lead adopts", {NOT, NOT, SUG, DO}},
        {"coordinator", "Coordinators adopt too",              {NOT, NOT, DO,  DO}}}},
    [ACT_OPEN_SEALED] = {"open-sealed", "open sealed content", "", "", {
        {"sealed", "Nobody alone", {NOT, NOT, NOT, NOT}}}},
    [ACT_READ_AUDIT] = {"read-audit", "read audit entries", "", "", {
        {"lead", "The lead; each those about themselves", {SEE, SEE, NOT, DO}}}},
};
/* clang-format on */

/* A place in the table's columns, or POLICY_ROLES. */
static size_t column_of(enum role role)
{
    switch (role) {
    case ROLE_MENTEE:
        return 0;
    case ROLE_MENTOR:
        return 1;
    case ROLE_COORDINATOR:
        return 2;
    case ROLE_LEAD:
        return 3;
    case ROLE_SAFEGUARDING_LEAD:
    case ROLE_SAFEGUARDING_DEPUTY:
    case ROLE_COUNT:
        break;
    }
    return POLICY_ROLES;
}

static const struct policy_way *way_of(const struct scheme_rules *rules, enum policy_act act)
{
    return &policies[act].way[rules->policy[act]];
}

enum may policy_get(const struct scheme_rules *rules, enum policy_act act, enum role role)
{
    size_t column = column_of(role);

    return column == POLICY_ROLES ? MAY_NOT : way_of(rules, act)->cell[column];
}

bool policy_may(const struct scheme_rules *rules, enum policy_act act, enum role role)
{
    return policy_get(rules, act, role) == MAY_DO;
}

/* "mentees and mentors", "the team", or nothing: who does it in this scheme. */
static void put_doers(struct buf *out, const struct scheme_rules *rules, enum policy_act act)
{
    const enum may *cell = way_of(rules, act)->cell;
    const struct str team = cell[2] == MAY_DO ? S("the team") : S("the lead");
    const struct str doers[] = {rules->mentees, rules->mentors, team};
    const bool does[] = {cell[0] == MAY_DO, cell[1] == MAY_DO, cell[3] == MAY_DO};
    struct str between = {0};

    for (size_t i = 0; i < COUNT(doers); i++)
        if (does[i]) {
            buf_addf(out, "%.*s%.*s", ARG(between), ARG(doers[i]));
            between = S(" and ");
        }
}

static struct str instead(struct work *work, const struct scheme_rules *rules, enum policy_act act,
                          enum may may)
{
    struct buf out = {.arena = work->arena};

    if (may == MAY_SUGGEST)
        return str_of(policies[act].suggest);
    if (may == MAY_ANSWER)
        return str_of(policies[act].answer);
    if (may != MAY_LATER)
        return S("");
    buf_addf(&out, "You can after %lld days.", (long long)rules->first_contact_days);
    return buf_str(&out);
}

struct str policy_refusal(struct work *work, const struct scheme_rules *rules, enum policy_act act,
                          enum role role)
{
    struct buf out = {.arena = work->arena}, doers = {.arena = work->arena};
    struct str next = instead(work, rules, act, policy_get(rules, act, role));

    put_doers(&doers, rules, act);
    if (doers.len == 0)
        buf_addf(&out, "In this scheme nobody can %s.", policies[act].verb);
    else if (str_eq(buf_str(&doers), S("the lead")) || str_eq(buf_str(&doers), S("the team")))
        buf_addf(&out, "In this scheme only %.*s can %s.", ARG(buf_str(&doers)),
                 policies[act].verb);
    else
        buf_addf(&out, "In this scheme %.*s %s.", ARG(buf_str(&doers)), policies[act].verb);
    if (next.len > 0)
        buf_addf(&out, " %.*s", ARG(next));
    return buf_str(&out);
}

enum err policy_need(struct work *work, const struct scheme_rules *rules, enum policy_act act,
                     enum role role)
{
    if (policy_may(rules, act, role))
        return OK;
    return work_fail(work, ERR_INVALID, (struct str){0}, policy_refusal(work, rules, act, role));
}
