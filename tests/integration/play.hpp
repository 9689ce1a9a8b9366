#pragma once
// A play for a town: who is there, and what they do at what time, as lines of text. Played against the whole daemon,
// it leaves a transcript: what everybody did, and what they were told.
//
//   person KEY NETWORK NAME                          a citizen; NETWORK is zalo or telegram
//   official KEY NETWORK ROLES DEPARTMENT NAME       ROLES with commas, DEPARTMENT "-" for none
//   group KEY NETWORK MEMBERS TERM TITLE             TERM is "area:KEY" or "organization:KEY"; bound by the first
//   member
//   == 2026-11-30                                    a day in Vietnam
//   07:40                                            time passes
//   07:40 lan: words                                 in private
//   07:40 lan @women: words                          in a group
//   07:40 mai @women ^lan: words                     as a reply to lan's last message there
//   07:40 mai [Title] part                           presses a button, on our last message with it that has this part
//   07:40 mai (photo): words                         a photo with words
//
// In words, {key=LS-26-0001} would be of no use: codes count up from LS-26-0001 in the order of the play.

#include "tests/integration/lint.hpp"
#include "tests/integration/town.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::test {

struct Move
{
    int line = 0;
    TimePoint at;
    std::string who;
    std::string group;
    std::string reply_to; // key of a person
    std::string button;
    bool photo = false;
    std::string words; // or the part that the message with the button has
};

struct PlayPerson
{
    std::string key;
    Network network = Network::zalo;
    std::string name;
    std::vector<std::string> roles; // none: a citizen
    std::string department;
};

struct PlayGroup
{
    std::string key;
    Network network = Network::zalo;
    std::vector<std::string> members;
    std::string term; // "area" or "organization"
    std::string term_key;
    std::string title;
};

struct Script
{
    std::vector<PlayPerson> people;
    std::vector<PlayGroup> groups;
    std::vector<Move> moves;
};

// Throws std::runtime_error with the line's number.
Script read_script(std::string_view text);

// "2026-11-30T07:40:00.000+07:00"
TimePoint read_time(std::string_view text);

class Play
{
public:
    Play(Town& town, Script script) : town_(town), script_(std::move(script)) {}

    // Brings everybody in, and plays to the end.
    asio::awaitable<void> perform();
    const std::string& transcript() const { return transcript_; }
    // Everything that we said to citizens, officials and groups.
    const std::vector<sandbox::Message>& said() const { return said_; }
    Audience audience(const sandbox::ChatId& chat) const;

private:
    asio::awaitable<void> bring_in(PlayPerson person);
    asio::awaitable<void> bind(PlayGroup group);
    asio::awaitable<void> make(Move move);
    asio::awaitable<void> settle();
    asio::awaitable<bool> due_now();
    asio::awaitable<void> store_photo(sandbox::ChatId chat);
    std::size_t messages() const;
    bool act(const Move& move);
    bool press(const Move& move);
    void note(const Move& move);
    void note_answers();
    std::string name_of(const sandbox::ChatId& chat) const;

    Town& town_;
    Script script_;
    std::map<std::string, sandbox::ChatId> chats_; // of people and groups, by key
    std::map<std::string, std::size_t> told_;      // messages in the transcript, by key
    std::string transcript_;
    std::vector<sandbox::Message> said_;
    bool quiet_ = true; // while everybody is brought in
};

} // namespace langnghe::test
