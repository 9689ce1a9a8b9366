#pragma once
// A commune with a real store in a temporary folder and a clock that tests move. Everything that the program says is
// looked at as it is said: see speech.hpp. One thread.

#include "adapters/sql/store.hpp"
#include "core/commune/commune.hpp"
#include "core/intake/take_in.hpp"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace langnghe::test {

// What was sent to one chat, in order.
using Texts = std::vector<std::string>;

class World
{
public:
    World();
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Commune commune;
    TimePoint now;
    std::string channel = "telegram"; // of what comes in

    // Fresh messages at `now`; nothing is taken in yet.
    Message message(const std::string& who, const std::string& words);
    Message group_message(const std::string& group, const std::string& who, const std::string& words);

    // Events whose key is made of what they bear, as adapters do. `at` is the platform's time, else `now`.
    InboundEvent event(EventContent content, std::optional<TimePoint> at = std::nullopt);
    Intake take(const InboundEvent& event, std::string_view raw = "{}");
    Intake take(EventContent content, std::optional<TimePoint> at = std::nullopt);
    Intake say(const std::string& who, const std::string& words);
    Intake press(const std::string& who, const std::string& data);

    // A job on the store with a context.
    template <class F>
    auto run(F job)
    {
        auto in_context = [&](Tx& tx) {
            Context context{tx, commune, random_, now};
            return job(context);
        };
        return store_->write_now(in_context).value();
    }

    // New messages since the last call, oldest first; all of them, or those to one chat of `channel`.
    std::vector<OutboxItem> said();
    Texts said_to(const std::string& chat);
    Texts peek(const std::string& chat); // the same, without forgetting the others
    // Sends everything that waits; the platform's ids are "sent-" and the row's number.
    std::vector<OutboxItem> send_all();

    std::vector<Ticket> tickets(); // oldest first
    Ticket only_ticket();          // there must be exactly one
    std::string code(const Ticket& ticket) const;
    std::vector<MessageRow> messages(const Ticket& ticket);
    std::vector<journal::Entry> journal();
    void change(const Ticket& ticket, Status status); // with its journal entry

    User add_user(const std::string& name, Roles roles); // linked to the private chat `name` of `channel`
    void add_group(const std::string& chat, const std::string& organization, const std::string& area = {});
    std::optional<Identity> identity(const std::string& who);
    std::optional<Group> group(const std::string& chat);

    std::string dump() const;          // every row of every table
    std::vector<std::string> faults(); // what a check of the whole store finds
    void restart();

private:
    void open();
    void tell_who_was_put_in();
    std::vector<OutboxItem> after(std::int64_t id);

    std::filesystem::path folder_;
    std::unique_ptr<sql::Store> store_;
    Random random_;
    std::uint8_t drawn_ = 0;
    int next_message_ = 1;
    std::vector<UserId> put_in_; // past the console, which would have told the journal
    std::set<GroupId> put_in_groups_;
    std::set<std::string> told_;
    std::int64_t heard_ = 0;   // the newest outbox row that said() gave
    std::int64_t checked_ = 0; // the newest one that was looked at
};

} // namespace langnghe::test
