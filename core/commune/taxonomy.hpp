#pragma once
// The commune's own lists: fields, departments, areas, organizations, with their other names. Read from
// taxonomy.toml; keys are what is stored.

#include "core/calendar/calendar.hpp"
#include "core/commune/mentions.hpp"
#include "core/ticket/status.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

struct Term
{
    std::string key;
    std::string name;                 // as people read it
    std::vector<std::string> aliases; // other names, as people write them
};

struct Field : Term
{
    std::string department; // default handler
    bool needs_evidence = false;
    int working_days = 5;
    bool about_officials = false; // the words are about officials: the department they name is kept out
};

// Who handles what, where the field alone does not say. An empty part fits everything; of the routes that fit, the one
// that says most counts: an area before an urgency before a field, the first of equals.
struct Route
{
    std::string field; // key of the taxonomy, and so the others
    std::string area;
    std::optional<Urgency> urgency;
    std::string department;           // empty: the field's
    std::vector<std::string> groups;  // organizations, areas or departments whose groups hear of the transfer
    std::vector<std::string> leaders; // names of users; none: those of the department, and of the commune
};

// What is due when, where the field does not say.
struct Deadlines
{
    int verify_hours = 4;        // working hours from the reception to the verification
    int urgent_hours = 4;        // and for what is urgent, from the transfer
    int digest_at = 7 * 60 + 30; // minutes of a working day: when officials hear what is theirs
    int remind_days = 7;         // until a citizen is reminded of a question
    int offer_days = 15;         // until officers are offered to close a ticket whose question nobody answers
};

// Who is told of what is urgent, at any hour.
struct DutyPeople
{
    std::vector<std::string> users; // by the names that they have here
    std::string department;         // key; everybody of it
};

// An alert that is ready to be sent.
struct WarningTemplate : Term
{
    std::string text;          // {area} stands for where
    bool author_alone = false; // no second one has to confirm
};

// One of the names of an area as it is looked for in what people write.
struct AreaName
{
    std::size_t area = 0;
    std::string folded;  // with a space after it
    std::string written; // with its diacritics
};

struct Taxonomy
{
    std::vector<Field> fields;
    std::vector<Term> departments;
    std::vector<Term> areas;
    std::vector<Term> organizations;
    std::vector<Route> routes;
    calendar::Calendar calendar;
    Deadlines deadlines;
    DutyPeople duty;
    std::vector<WarningTemplate> warnings;
    std::vector<std::string> hear_new;   // organizations whose groups hear of every new ticket, whatever its area
    std::vector<std::string> suspicions; // phrases of a possible denunciation, recall first
    std::vector<std::string> greetings;  // whole messages that are no report: greetings, thanks
    std::vector<std::string> questions;  // phrases of a question that is about no place: papers, fees

    // Made by prepare(): the suspicions folded, in their order, and where to look: by the first word of each. So too
    // the names of areas.
    std::vector<std::string> suspicions_folded;
    ByWord<std::size_t> suspicions_by_word;
    ByWord<AreaName> areas_by_word;
    // And by which names the terms are known.
    Mentions field_mentions;
    Mentions department_mentions;
    Mentions area_mentions;
    Mentions question_phrases;
};

// Brings the phrase lists and the names into the form that is compared, once, after loading.
void prepare(Taxonomy& taxonomy);

// By key, name or other name, folded; nothing when none or more than one fits.
const Term* find_term(const std::vector<Term>& terms, std::string_view typed);
std::string name_of(const std::vector<Term>& terms, std::string_view key);
// The term whose name or other name stands in the text as whole words, the longest of them, folded; null when there is
// none, or two are equally long.
const Field* mentioned_field(const Taxonomy& taxonomy, std::string_view text);
const Term* mentioned_department(const Taxonomy& taxonomy, std::string_view text);
const Term* mentioned_area(const Taxonomy& taxonomy, std::string_view text);

// The area that a citizen's words seem to be about: as mentioned_area, with its diacritics where the message has any
// to speak of. A guess to show to officials, never a fact.
const Term* guess_area(const Taxonomy& taxonomy, std::string_view text);

// Whether the words contain one of the suspicions: with its diacritics, or folded where the message has hardly any.
bool is_suspicious(const Taxonomy& taxonomy, std::string_view text);
// Whether the words contain one of the phrases of a question.
bool is_question(const Taxonomy& taxonomy, std::string_view text);
// The area that these words name and hardly anything else: an answer to where it is.
const Term* named_area(const Taxonomy& taxonomy, std::string_view text);
// Whether the whole message is a greeting or thanks, or has neither letter nor digit.
bool is_greeting(const Taxonomy& taxonomy, std::string_view text);

} // namespace langnghe
