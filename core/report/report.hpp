#pragma once
// A report: what came in and what became of it within a period, beside the period before. It stands alone: it names
// what it counts, so that it reads the same when the commune's lists have changed. Nothing in it is about a person who
// reported, and nothing about what is sealed, of which there is a number only where there are five or more.

#include "core/commune/commune.hpp"
#include "core/report/period.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::report {

inline constexpr std::int64_t least_sealed = 5;  // fewer would point at somebody
inline constexpr std::int64_t least_cluster = 3; // cases of one field in one area
inline constexpr std::size_t longest_text = 600; // characters of the form for a group

// carried + received + back = total = finished + rejected + merged + open. A case counts once, by what it is at the
// end.
struct Flow
{
    std::int64_t carried = 0;  // open when the period began
    std::int64_t received = 0; // within it
    std::int64_t back = 0;     // finished before it, and taken up again within it
    std::int64_t finished = 0; // with or without a result
    std::int64_t rejected = 0;
    std::int64_t merged = 0;
    std::int64_t open = 0;    // at its end
    std::int64_t waiting = 0; // of these: the reporter was asked
    std::int64_t overdue = 0; // of these, and not waiting
    std::int64_t on_time = 0; // of the finished that had a deadline
    std::int64_t late = 0;
    std::int64_t same_day = 0; // of the finished: on the day they came
    std::int64_t extended = 0; // cases whose deadline was extended within the period
    std::int64_t reopened = 0; // cases taken up again within it, back or not
    std::int64_t published = 0;
    std::int64_t urgent = 0;             // of the received
    std::optional<std::int64_t> median;  // minutes from the reception to the end, of the finished
    std::optional<std::int64_t> slowest; // nine of ten were no slower (nearest rank)

    std::int64_t total() const { return carried + received + back; }
};

struct Count
{
    std::string key;
    std::string name;
    std::int64_t count = 0;
    std::int64_t before = 0; // in the period before
};

struct DepartmentCount
{
    std::string key;
    std::string name;
    std::int64_t total = 0;
    std::int64_t finished = 0;
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::int64_t open = 0;
    std::int64_t overdue = 0;
};

struct Refusal
{
    std::string code;
    std::string reason; // masked and short; empty once erased
};

struct Overdue
{
    std::string code;
    std::string field; // names
    std::string area;
    std::string department;
    std::string responsible; // the official who has it, or the intake; empty: nobody of the department yet
    TimePoint due;
    std::int64_t days = 0; // begun since then
};

struct Cluster
{
    std::string field; // names
    std::string area;
    std::int64_t cases = 0;
    std::int64_t voices = 0;
};

// The people's score of results, of what was asked within the period. Never shown without both numbers.
struct Satisfaction
{
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::array<std::int64_t, 5> of{}; // how many gave 1, 2… 5

    std::int64_t satisfied() const { return of[3] + of[4]; }
    std::int64_t sum() const { return of[0] + 2 * of[1] + 3 * of[2] + 4 * of[3] + 5 * of[4]; }
};

struct Remark
{
    std::string author;
    TimePoint at;
    std::string text;
};

// Who reports to whom, for the paper form (Decree 30/2020/ND-CP, Annex I). Empty lines are left out.
struct Letterhead
{
    std::string superior;
    std::string organ;
    std::string symbol; // behind the number that the registry gives: "BC-UBND"
    std::string place;
    std::vector<std::string> signs; // lines above the signature: for whom, and as what
    std::string signer;
    std::vector<std::string> recipients;
};

struct Report
{
    Period period;
    std::string commune;
    TimePoint as_of; // what came later is not in it
    Flow flow;
    Flow before;
    std::vector<Count> channels; // of the received; the most first
    std::vector<Count> areas;
    std::vector<Count> fields;
    std::vector<Count> natures;
    std::vector<Count> results; // of the finished
    std::vector<DepartmentCount> departments;
    std::vector<Refusal> refusals;
    std::vector<Overdue> overdue; // the oldest first
    std::vector<Cluster> clusters;
    std::optional<std::int64_t> sealed; // received; never fewer than least_sealed
    std::optional<Satisfaction> score;
    std::optional<Satisfaction> score_before;
    std::vector<Remark> remarks;
    std::string anchor; // the journal's head
    int version = 0;    // 0: not issued
    std::optional<TimePoint> issued_at;
    std::string corrects; // what this version puts right in the one before
    Letterhead letterhead;
};

// As of context.now; of a period that is not over, so far. Of one area of the taxonomy, or of all.
Report make(Context& context, const Period& period, std::string_view area = {});

// For a group, at most longest_text characters.
std::string to_text(const Commune& commune, const Report& report);

} // namespace langnghe::report
