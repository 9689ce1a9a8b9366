#include "adapters/sql/memory.hpp"
#include "core/intake/take_in.hpp"
#include "tests/golden/bodies.hpp"
#include "tests/golden/recorded.hpp"
#include "tests/golden/support.hpp"
#include "tests/support/commune.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

// Every recorded event with any member missing, null or of another type, and with every id at the edges of what a
// number can hold, as the platform would sign it, through the adapter and the intake into a store. Each is refused, or
// taken in without an error; no id comes of it that was not written.

using namespace langnghe;
using golden::Body;
using golden::Recorded;
using golden::Texts;
using nlohmann::json;
using Verdict = Reception::Verdict;

namespace {

// Ids that stand in an event, wherever the event has one.
void ids_in(const json& value, const std::string& name, Texts& ids)
{
    static const Texts names{"id",   "reply_to", "thread",   "album", "author_id", "staff",
                             "chat", "message",  "messages", "from",  "to",        "reply_album"};
    if (value.is_object())
        for (const auto& [key, member] : value.items())
            ids_in(member, key, ids);
    else if (value.is_array())
        for (const auto& element : value)
            ids_in(element, name, ids);
    else if (value.is_string() && names.contains(name))
        ids.insert(value.get<std::string>());
}

const Commune& village()
{
    static const Commune made = test::luong_son();
    return made;
}

// A commune where whoever wrote the recorded event is an official and its group is bound, so that it gets far.
class Hall
{
public:
    Hall(const Recorded& from, const std::vector<InboundEvent>& original) : from_(from)
    {
        ChannelInfo& channel = commune_.channels[from.channel];
        channel.traits = from.platform->traits();
        channel.history = true;
        settle_in(original);
        random_ = [] { return std::array<std::uint8_t, 16>{1, 2, 3}; };
    }

    // What is wrong with the way this body is taken; empty when nothing is.
    std::string fault(const Platform& platform, const Body& body)
    {
        const Reception reception = golden::receive(from_, platform, body.text);
        if (reception.verdict == Verdict::unconfigured)
            return "unconfigured";
        if (reception.verdict == Verdict::events && reception.events.empty())
            return "an authentic event was dropped";
        for (const InboundEvent& event : reception.events) {
            Texts ids;
            ids_in(golden::to_json(event), {}, ids);
            if (auto wrong = foreign(ids, body); !wrong.empty())
                return "the event bears " + wrong;
            if (auto wrong = take(event, body); !wrong.empty())
                return wrong;
            ++taken;
        }
        return {};
    }

    int taken = 0;

private:
    void settle_in(const std::vector<InboundEvent>& original)
    {
        const auto job = [&](Tx& tx) {
            for (const InboundEvent& event : original)
                if (const auto* message = std::get_if<Message>(&event.content)) {
                    add_official(tx, message->from.id);
                    if (message->chat.kind == ChatKind::group)
                        add_group(tx, message->chat.id);
                }
        };
        store_.write(job).value();
    }

    void add_official(Tx& tx, const std::string& id)
    {
        if (tx.people().find(from_.channel, id))
            return;
        User user;
        user.name = "user " + id;
        user.roles = {Role::front_officer, Role::keeper};
        Identity identity;
        identity.channel = from_.channel;
        identity.external_id = id;
        identity.user = tx.people().add_user(user).id;
        tx.people().add(identity);
        known_.insert(id);
    }

    void add_group(Tx& tx, const std::string& id)
    {
        if (tx.groups().find(from_.channel, id))
            return;
        Group group;
        group.channel = from_.channel;
        group.chat = id;
        group.bound = true;
        tx.groups().add(group);
        known_.insert(id);
    }

    std::string foreign(const Texts& ids, const Body& body) const
    {
        for (const std::string& id : ids)
            if (!id.empty() && !body.written.contains(id) && !known_.contains(id))
                return "an id that nobody wrote: " + id;
        return {};
    }

    // Taken in and undone.
    std::string take(const InboundEvent& event, const Body& body)
    {
        Texts ids;
        const auto job = [&](Tx& tx) -> Result<void> {
            Context context{tx, commune_, random_, event.at};
            take_in(context, event, body.text);
            TicketFilter every;
            for (const Ticket& ticket : tx.tickets().list(every))
                ids.insert(ticket.chat);
            for (const OutboxItem& item : tx.outbox().list({}))
                ids.insert({item.chat, item.reply_to});
            return make_error_code(Errc::malformed); // undoes it
        };
        const auto undone = store_.write(job);
        if (undone.error() != Errc::malformed)
            return "it could not be stored: " + undone.error().message();
        const auto wrong = foreign(ids, body);
        return wrong.empty() ? wrong : "the store bears " + wrong;
    }

    const Recorded& from_;
    Commune commune_ = village();
    sql::MemoryStore store_;
    Random random_;
    Texts known_;
};

template <class Check>
void for_all_payloads(Check check)
{
    for (const Recorded& from : golden::recorded_platforms())
        for (const std::string& file : golden::names(from.folder)) {
            CAPTURE(file);
            const std::string text = golden::read(from.folder + file);
            Hall hall(from, from.platform->parse(text, {}));
            check(from, hall, json::parse(text));
        }
}

// A way of reading that many programs have: numbers by way of a double.
class Rounding final : public Platform
{
public:
    explicit Rounding(const Platform& real) : real_(real) {}
    const ChannelTraits& traits() const override { return real_.traits(); }
    Reception receive(const WebhookRequest& request) const override
    {
        Reception reception = real_.receive(request);
        for (InboundEvent& event : reception.events)
            if (auto* message = std::get_if<Message>(&event.content))
                for (std::string* id : {&message->id, &message->chat.id, &message->from.id})
                    round(*id);
        return reception;
    }
    std::vector<InboundEvent> parse(std::string_view body, TimePoint at) const override
    {
        return real_.parse(body, at);
    }
    PlatformCall send(const OutboxItem& item) const override { return real_.send(item); }
    Outcome read(const PlatformAnswer& answer, const OutboxItem& item) const override
    {
        return real_.read(answer, item);
    }
    PlatformCall probe() const override { return real_.probe(); }
    std::string read_probe(const PlatformAnswer& answer) const override { return real_.read_probe(answer); }
    std::string missing() const override { return real_.missing(); }

private:
    static void round(std::string& id)
    {
        const bool digits = !id.empty() && id.size() < 19 && id.find_first_not_of("-0123456789") == std::string::npos;
        if (digits && id != "-")
            id = std::to_string(static_cast<std::int64_t>(std::stod(id)));
    }
    const Platform& real_;
};

} // namespace

TEST_CASE("an event with any member missing, null or of another type is refused or taken in, under no other id")
{
    int taken = 0;
    for_all_payloads([&](const Recorded& from, Hall& hall, const json& document) {
        for (const Body& body : golden::broken(document))
            if (const auto fault = hall.fault(*from.platform, body); !fault.empty())
                FAIL(fault << " in " << body.text);
        taken += hall.taken;
    });
    CHECK(taken > 3'000);
}

TEST_CASE("an id at the edge of what numbers can hold is exact, or the event is refused or parked")
{
    int taken = 0;
    for_all_payloads([&](const Recorded& from, Hall& hall, const json& document) {
        for (const Body& body : golden::at_the_edges(document))
            if (const auto fault = hall.fault(*from.platform, body); !fault.empty())
                FAIL(fault << " in " << body.text);
        taken += hall.taken;
    });
    CHECK(taken > 3'000);
}

TEST_CASE("a reader that rounds numbers is found out")
{
    int found = 0;
    for_all_payloads([&](const Recorded& from, Hall& hall, const json& document) {
        const Rounding rounding(*from.platform);
        for (const Body& body : golden::at_the_edges(document))
            found += hall.fault(rounding, body).empty() ? 0 : 1;
    });
    CHECK(found > 0);
}
