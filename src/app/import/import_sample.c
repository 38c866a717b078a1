#include "app/import/import_inside.h"

struct str import_sample(enum role role)
{
    if (role == ROLE_MENTOR)
        return S(
            "Number,First name,Last name,E-mail address,Class of,Degree,Job title,Employer,"
            "Sector,City,Country,Can help with,Mentees (max),How,When,Languages,Hopes to gain\r\n"
            "M1,Ingrid,Solberg,ingrid.solberg@example.org,2009,Geography,Flood planner,"
            "Harbour Trust,Environment,Hull,United Kingdom,Interviews; Confidence,2,Either,"
            "Tue evening; Lunchtimes,English; Norwegian,Hear fresh questions\r\n");
    return S(
        "Student number,First name,Last name,E-mail address,Course,Year of study,Career area,"
        "What would help,What do you hope to achieve,How,When,Languages,City,"
        "Do not match me with\r\n"
        "3001,Amara,Okafor,amara.okafor@example.org,Geography,2,Environment,"
        "Interviews; Confidence,Find a placement near water,Video,Tue evening,English,Hull,\r\n");
}
