#pragma once
// The state of the pocket platform: people, chats, messages, files. Every change raises the version and the signal.
// Bounded: 500 people, 200 chats, 500 messages a chat (the oldest go), 64 files of 1 MiB. Errors: Errc.

#include "adapters/sandbox/model.hpp"
#include "adapters/sandbox/signal.hpp"
#include "core/result.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::sandbox {

struct File
{
    std::string bytes;
    std::string type;
};

class World
{
public:
    World(Clock clock, Signal& changed) : clock_(std::move(clock)), changed_(changed) {}

    TimePoint now() const { return clock_(); }
    std::uint64_t version() const { return version_; }
    // Something outside changed that waiters want to see.
    void touch();

    Result<PersonId> add_person(const NewPerson& person);
    Result<ChatId> add_group(Network network, std::string title);

    Person* person(std::string_view id);
    Chat* chat(std::string_view id);
    Message* message(std::string_view chat, std::string_view id);
    const std::map<PersonId, Person, std::less<>>& people() const { return people_; }
    const std::map<ChatId, Chat, std::less<>>& chats() const { return chats_; }
    const std::deque<Message>& messages(std::string_view chat) const;

    // Gives the message its id, time and change. The chat must exist.
    Message& say(Message message);
    void change(Message& message);

    Result<std::string> keep(File file);
    const File* file(std::string_view key) const;

private:
    std::string hex_id();
    MessageId next_message_id(const Chat& chat);

    Clock clock_;
    Signal& changed_;
    std::uint64_t version_ = 0;
    std::uint64_t serial_ = 0;
    std::map<PersonId, Person, std::less<>> people_;
    std::map<ChatId, Chat, std::less<>> chats_;
    std::map<ChatId, std::deque<Message>, std::less<>> messages_;
    std::map<ChatId, std::int64_t, std::less<>> counters_;
    std::deque<std::pair<std::string, File>> files_;
};

} // namespace langnghe::sandbox
