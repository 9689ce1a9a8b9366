#include "tests/integration/play.hpp"

#include "tests/unit/images/samples.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <utility>

namespace langnghe::test {
namespace {

constexpr std::chrono::milliseconds to_add{300};
constexpr Duration soon = std::chrono::minutes{1}; // what waits so long belongs to the move

std::string clock(TimePoint at)
{
    const auto local = at + std::chrono::hours{7};
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string day_of(TimePoint at)
{
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at + std::chrono::hours{7})};
    return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                       static_cast<int>(day.year()));
}

std::string in_lines(std::string text)
{
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 5)
        text.replace(at, 1, "\n    ");
    return text;
}

// The journal's head is another one each time: its entries are salted.
std::string without_head(const std::string& text)
{
    static const std::regex head{"[0-9]+:[0-9a-f]{32}"};
    return std::regex_replace(text, head, "…");
}

bool has(const sandbox::Message& message, const std::string& title)
{
    return std::ranges::any_of(message.rows, [&](const auto& row) {
        return std::ranges::any_of(row, [&](const auto& button) { return button.title.starts_with(title); });
    });
}

std::size_t place_of(const sandbox::Message& message, const std::string& title)
{
    std::size_t place = 0;
    for (const auto& row : message.rows)
        for (const auto& button : row) {
            if (button.title.starts_with(title))
                return place;
            ++place;
        }
    return place;
}

} // namespace

asio::awaitable<void> Play::perform()
{
    for (PlayPerson person : script_.people)
        co_await bring_in(std::move(person));
    for (PlayGroup group : script_.groups)
        co_await bind(std::move(group));
    note_answers();
    quiet_ = false;
    transcript_.clear();
    said_.clear();
    for (Move move : script_.moves)
        co_await make(std::move(move));
}

asio::awaitable<void> Play::bring_in(PlayPerson person)
{
    sandbox::NewPerson fresh;
    fresh.name = person.name;
    fresh.network = person.network;
    fresh.side = person.roles.empty() ? sandbox::Side::citizen : sandbox::Side::officer;
    const auto id = town_.pocket->add_person(fresh);
    REQUIRE(id.has_value());
    chats_[person.key] = *id;
    if (person.roles.empty())
        co_return;
    json user{{"name", person.name}, {"roles", person.roles}};
    if (!person.department.empty())
        user["department"] = person.department;
    co_await town_.ask("user.add", std::move(user));
    json who{{"user", person.name}};
    const json link = co_await town_.ask("user.link-code", std::move(who));
    town_.says(*id, "/lienket " + link.at("code").get<std::string>());
    const bool linked = co_await town_.hears(*id, 1, "liên kết");
    INFO(person.key);
    REQUIRE(linked);
}

asio::awaitable<void> Play::bind(PlayGroup group)
{
    const auto id = town_.pocket->add_group(group.network, group.title);
    REQUIRE(id.has_value());
    chats_[group.key] = *id;
    for (const std::string& member : group.members)
        REQUIRE(town_.pocket->join(*id, chats_.at(member)).has_value());
    json whose{{group.term, group.term_key}};
    const json code = co_await town_.ask("group.code", std::move(whose));
    const std::string words = "/ketnoi " + code.at("code").get<std::string>();
    REQUIRE(town_.pocket->person_says(*id, chats_.at(group.members.front()), words).has_value());
    const bool bound = co_await town_.hears(*id, 1, "Đã gắn");
    INFO(group.key);
    REQUIRE(bound);
}

asio::awaitable<void> Play::make(Move move)
{
    const Duration ahead = move.at - town_.now();
    if (ahead > Duration{0})
        co_await town_.jump(ahead);
    co_await settle();
    note_answers(); // what the clock brought about
    if (move.who.empty())
        co_return;
    note(move);
    const bool done = act(move);
    INFO("line " << move.line);
    CHECK(done);
    if (move.photo)
        co_await store_photo(chats_.at(move.who));
    co_await settle();
    note_answers();
}

// Until nothing is under way, what waits for a moment has gone too, and nobody has anything to add: files are fetched
// and the clock is looked at behind the answers.
asio::awaitable<void> Play::settle()
{
    const auto nothing = [this]() -> asio::awaitable<bool> { co_return co_await due_now(); };
    const std::function<bool()> never = [] { return false; };
    std::size_t before = 0;
    std::size_t now = messages();
    do {
        before = now;
        const bool settled = co_await town_.eventually(nothing);
        CHECK(settled);
        co_await town_.pocket->wait_for(never, to_add);
        now = messages();
    } while (now != before);
}

std::size_t Play::messages() const
{
    std::size_t count = 0;
    for (const auto& [key, chat] : chats_)
        count += town_.pocket->messages(chat).size();
    return count;
}

// A result is reported when its photo is stored.
asio::awaitable<void> Play::store_photo(sandbox::ChatId chat)
{
    const std::function<bool()> done = [this, chat] {
        const auto messages = town_.pocket->messages(chat);
        return !messages.empty() && messages.back().author.empty() && messages.back().text.starts_with("Đã thực hiện");
    };
    const bool stored = co_await town_.pocket->wait_for(done, patience);
    CHECK(stored);
}

asio::awaitable<bool> Play::due_now()
{
    for (const Network network : {Network::zalo, Network::telegram})
        if (town_.pocket->deliveries(network).pending != 0)
            co_return false;
    Duration rest{0};
    for (const char* state : {"claimed", "queued"}) {
        json query{{"state", state}, {"limit", 1000}};
        const json rows = co_await town_.ask("outbox.list", std::move(query));
        for (const json& row : rows) {
            if (row.at("next_at").is_null())
                co_return false;
            const auto wait = read_time(row.at("next_at").get<std::string>()) - town_.now();
            if (wait <= soon)
                rest = std::max(rest, std::max(wait, Duration{1}));
        }
    }
    if (rest > Duration{1})
        co_await town_.jump(rest);
    co_return rest == Duration{0};
}

bool Play::act(const Move& move)
{
    if (!chats_.contains(move.who) || (!move.group.empty() && !chats_.contains(move.group)))
        return false;
    const auto& who = chats_.at(move.who);
    const auto& chat = move.group.empty() ? who : chats_.at(move.group);
    if (!move.button.empty())
        return press(move);
    if (move.photo) {
        sandbox::Photo photo;
        photo.bytes = jpeg_with_exif(64, 48, 1);
        photo.caption = move.words;
        return town_.pocket->person_sends_photo(chat, who, std::move(photo)).has_value();
    }
    sandbox::MessageId reply_to;
    for (const auto& message : town_.pocket->messages(chat))
        if (!move.reply_to.empty() && message.author == chats_.at(move.reply_to))
            reply_to = message.id;
    return town_.pocket->person_says(chat, who, move.words, reply_to).has_value();
}

bool Play::press(const Move& move)
{
    const auto& who = chats_.at(move.who);
    const auto& chat = move.group.empty() ? who : chats_.at(move.group);
    std::optional<sandbox::Message> last;
    for (auto& message : town_.ours(chat, move.words))
        if (has(message, move.button))
            last = std::move(message);
    return last && town_.pocket->person_taps(chat, who, last->id, place_of(*last, move.button)).has_value();
}

void Play::note(const Move& move)
{
    const std::string where = move.group.empty() ? "" : " trong " + name_of(chats_.at(move.group));
    const std::string what = move.button.empty() ? (move.photo ? "[ảnh] " : "") + in_lines(move.words)
                                                 : "bấm [" + move.button + "] " + move.words;
    transcript_ +=
        fmt::format("\n{} {}  {}{}: {}\n", day_of(move.at), clock(move.at), name_of(chats_.at(move.who)), where, what);
}

void Play::note_answers()
{
    for (const auto& [key, chat] : chats_) {
        const auto messages = town_.pocket->messages(chat);
        for (std::size_t at = told_[key]; at < messages.size(); ++at) {
            const auto& message = messages[at];
            if (!message.author.empty() || message.notice || quiet_)
                continue;
            std::string buttons;
            for (const auto& row : message.rows)
                for (const auto& button : row)
                    buttons += fmt::format("{}[{}]", buttons.empty() ? "\n    " : " ", button.title);
            transcript_ +=
                fmt::format("  {} → {}: {}{}{}\n", clock(message.at), name_of(chat),
                            message.photo.empty() ? "" : "[ảnh] ", in_lines(without_head(message.text)), buttons);
            said_.push_back(message);
        }
        told_[key] = messages.size();
    }
}

Audience Play::audience(const sandbox::ChatId& chat) const
{
    for (const auto& person : script_.people)
        if (chats_.at(person.key) == chat)
            return person.roles.empty() ? Audience::citizen : Audience::official;
    return Audience::group;
}

std::string Play::name_of(const sandbox::ChatId& chat) const
{
    for (const auto& person : script_.people)
        if (chats_.contains(person.key) && chats_.at(person.key) == chat)
            return person.name;
    for (const auto& group : script_.groups)
        if (chats_.contains(group.key) && chats_.at(group.key) == chat)
            return "nhóm " + group.title;
    return chat;
}

} // namespace langnghe::test
