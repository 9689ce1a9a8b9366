#include "adapters/sandbox/world.hpp"

#include "core/hash/hash.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::sandbox {

namespace {

constexpr std::size_t most_people = 500;
constexpr std::size_t most_chats = 200;
constexpr std::size_t most_messages = 500;
constexpr std::size_t most_files = 64;
constexpr std::size_t largest_file = 1024 * 1024;
constexpr std::size_t longest_name = 100;

constexpr std::int64_t first_telegram_person = 5'512'340'000;
constexpr std::int64_t first_supergroup = -1'002'471'352'000;
constexpr std::int64_t first_zalo_person = 6'093'318'827'745'510'000;
constexpr std::int64_t first_zalo_by_app = 1'152'087'734'469'021'000;

bool good_name(std::string_view name)
{
    return !name.empty() && name.size() <= longest_name * 4 && text::valid_utf8(name) &&
           text::code_points(name) <= longest_name;
}

} // namespace

void World::touch()
{
    ++version_;
    changed_.notify();
}

Result<PersonId> World::add_person(const NewPerson& fresh)
{
    if (!good_name(fresh.name))
        return Errc::malformed;
    if (people_.size() >= most_people)
        return Errc::too_large;
    const auto number = static_cast<std::int64_t>(people_.size()) + 1;
    const bool zalo = fresh.network == Network::zalo;
    Person person;
    person.id = fresh.network == Network::zalo_bot
                    ? hex_id()
                    : std::to_string((zalo ? first_zalo_person : first_telegram_person) + number * 7);
    if (zalo)
        person.id_by_app = std::to_string(first_zalo_by_app + number * 7);
    person.name = fresh.name;
    person.label = fresh.label;
    person.network = fresh.network;
    person.side = fresh.side;
    person.acquainted = fresh.acquainted;
    if (zalo && fresh.anonymous) {
        person.id = "anon-" + hex_id().substr(0, 10);
        person.conversation = "conv-" + hex_id().substr(0, 8);
    }
    if (fresh.acquainted)
        person.interaction = now();
    Chat chat;
    chat.id = person.id;
    chat.network = person.network;
    chat.title = person.name;
    chat.members = {person.id};
    const PersonId id = person.id;
    chats_.emplace(id, std::move(chat));
    people_.emplace(id, std::move(person));
    touch();
    return id;
}

Result<ChatId> World::add_group(Network network, std::string title)
{
    if (!good_name(title))
        return Errc::malformed;
    if (chats_.size() >= most_chats + people_.size())
        return Errc::too_large;
    Chat chat;
    chat.id = network != Network::telegram ? hex_id()
                                           : std::to_string(first_supergroup - static_cast<std::int64_t>(++serial_));
    chat.network = network;
    chat.group = true;
    chat.title = std::move(title);
    const ChatId id = chat.id;
    chats_.emplace(id, std::move(chat));
    touch();
    return id;
}

Person* World::person(std::string_view id)
{
    const auto found = people_.find(id);
    return found == people_.end() ? nullptr : &found->second;
}

Chat* World::chat(std::string_view id)
{
    const auto found = chats_.find(id);
    return found == chats_.end() ? nullptr : &found->second;
}

Message* World::message(std::string_view chat, std::string_view id)
{
    const auto found = messages_.find(chat);
    if (found == messages_.end() || id.empty())
        return nullptr;
    auto& list = found->second;
    const auto hit = std::find_if(list.rbegin(), list.rend(), [id](const Message& m) { return m.id == id; });
    return hit == list.rend() ? nullptr : &*hit;
}

const std::deque<Message>& World::messages(std::string_view chat) const
{
    static const std::deque<Message> none;
    const auto found = messages_.find(chat);
    return found == messages_.end() ? none : found->second;
}

Message& World::say(Message message)
{
    const Chat& where = chats_.find(message.chat)->second;
    message.id = next_message_id(where);
    message.at = now();
    auto& list = messages_[message.chat];
    if (list.size() >= most_messages)
        list.pop_front();
    list.push_back(std::move(message));
    change(list.back());
    return list.back();
}

void World::change(Message& message)
{
    message.change = version_ + 1;
    touch();
}

Result<std::string> World::keep(File file)
{
    if (file.bytes.size() > largest_file)
        return Errc::too_large;
    if (files_.size() >= most_files)
        files_.pop_front();
    const std::string key = hex_id();
    files_.emplace_back(key, std::move(file));
    return key;
}

const File* World::file(std::string_view key) const
{
    const auto found = std::find_if(files_.begin(), files_.end(), [key](const auto& f) { return f.first == key; });
    return found == files_.end() ? nullptr : &found->second;
}

std::string World::hex_id()
{
    const auto digest = hash::sha256(fmt::format("pocket {}", ++serial_));
    return hash::to_hex(hash::bytes_of(digest)).substr(0, 20);
}

// Telegram counts the messages of one supergroup, and those of all private chats of a bot together.
MessageId World::next_message_id(const Chat& chat)
{
    if (chat.network != Network::telegram)
        return hex_id();
    return std::to_string(++counters_[chat.group ? chat.id : ChatId()]);
}

} // namespace langnghe::sandbox
