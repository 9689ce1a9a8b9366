#include "adapters/sql/search.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace langnghe::sql {
namespace {

constexpr std::string_view through = "searchable";   // the fact that says how far
constexpr std::string_view merging = "search_merge"; // the fact that says that something is to be taken out for good
constexpr int merged_pages = 64;                     // in one step: about a quarter of a megabyte
constexpr std::size_t most_words = 8;
constexpr int longest_page = 1'000;

// Every word in quotes: none of them can be one of FTS5's own.
std::string all_of(std::string_view words)
{
    std::string query;
    const std::string folded = text::fold_words(words);
    std::string_view left = folded;
    for (std::size_t count = 0; !left.empty() && count < most_words; ++count) {
        const std::string_view word = left.substr(0, left.find(' '));
        query.append(query.empty() ? "\"" : " \"").append(word).append("\"");
        left.remove_prefix(std::min(left.size(), word.size() + 1));
    }
    return query;
}

} // namespace

std::int64_t SqlSearch::followed()
{
    std::int64_t seq = 0;
    if (const auto known = facts_.find(through))
        std::from_chars(known->data(), known->data() + known->size(), seq);
    return seq;
}

// The index holds no text: it must be told what to take out, and only what it took in.
void SqlSearch::forget(std::int64_t seq, std::string_view words)
{
    if (seq > followed())
        return;
    Query query(db_, "INSERT INTO search(search, rowid, words) VALUES('delete', ?1, ?2)");
    query.with(seq, text::fold_words(words)).run();
    facts_.set(merging, "all");
}

// What was taken out is only marked so until the segment that holds it is written anew. In steps, as that may be all of
// the index: a negative number of pages begins, a positive one goes on, and a step without changes was the last.
void SqlSearch::merge_step()
{
    const auto state = facts_.find(merging);
    if (!state || state->empty())
        return;
    const int before = db_.total_changes();
    Query query(db_, "INSERT INTO search(search, rank) VALUES('merge', ?1)");
    query.with(*state == "all" ? -merged_pages : merged_pages).run();
    const bool done = db_.total_changes() - before < 2;
    db_.note_erased();
    facts_.set(merging, done ? "" : "more");
}

int SqlSearch::follow(int limit)
{
    merge_step();
    const std::int64_t from = followed();
    std::int64_t seq = from;
    int looked_at = 0;
    Query entries(db_, "SELECT seq, ticket, text FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    for (entries.with(from, std::max(limit, 0)); entries.next(); ++looked_at) {
        TicketId ticket{};
        std::optional<std::string> text;
        entries.into(seq, ticket, text);
        if (ticket == TicketId::none || !text)
            continue;
        Query words(db_, "INSERT INTO search(rowid, words) VALUES(?1, ?2)");
        words.with(seq, text::fold_words(*text)).run();
    }
    if (looked_at > 0)
        facts_.set(through, std::to_string(seq));
    return looked_at;
}

// By the newest, not by rank: rank would read every message that has a common word.
std::vector<TicketId> SqlSearch::find(std::string_view words, std::int64_t before, int limit)
{
    std::vector<TicketId> tickets;
    const std::string query = all_of(words);
    if (query.empty())
        return tickets;
    Query found(db_, "SELECT j.ticket FROM search s JOIN journal j ON j.seq = s.rowid WHERE s.search MATCH ?1"
                     " AND s.rowid < ?2 ORDER BY s.rowid DESC LIMIT ?3");
    found.with(query, before > 0 ? before : INT64_MAX, std::clamp(limit, 1, longest_page));
    while (found.next()) {
        TicketId ticket{};
        found.into(ticket);
        if (std::find(tickets.begin(), tickets.end(), ticket) == tickets.end())
            tickets.push_back(ticket);
    }
    return tickets;
}

} // namespace langnghe::sql
