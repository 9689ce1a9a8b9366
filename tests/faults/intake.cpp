#include "tests/faults/intake.hpp"

#include "adapters/sql/verify.hpp"
#include "core/intake/take_in.hpp"
#include "tests/support/commune.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::test {
namespace {

constexpr int people = 40;
constexpr TimePoint morning = from_millis(1'795'000'000'000); // 2026-11-18

std::string chat_of(int n) { return fmt::format("c{}", n % people); }

std::string id_of(int n) { return fmt::format("m{}", n); }

std::string words_of(int n) { return fmt::format("Den duong thon {} hong, tin thu {}", n % 7, n); }

} // namespace

Intakes::Intakes() : commune_(luong_son()), random_([] { return std::array<std::uint8_t, 16>{7}; }) {}

InboundEvent Intakes::event(int n) const
{
    Message message;
    message.id = id_of(n);
    message.chat.id = message.from.id = chat_of(n);
    message.text = words_of(n);
    InboundEvent event;
    event.channel = "telegram";
    event.key = message.chat.id + "/" + message.id;
    event.type = "message";
    event.at = morning + std::chrono::seconds{n};
    event.content = std::move(message);
    return event;
}

Result<void> Intakes::take(sql::Store& store, int n) const
{
    return store.write_now([this, event = event(n)](Tx& tx) {
        Context context{tx, commune_, random_, event.at};
        take_in(context, event, "raw");
    });
}

std::vector<int> Intakes::missing(sql::Store& store, const std::vector<int>& numbers) const
{
    const auto stored = [&](Tx& tx, int n) {
        const auto found = tx.messages().find("telegram", chat_of(n), id_of(n));
        if (!found || found->ticket == TicketId::none)
            return false;
        const auto entries = tx.journal().after(found->seq - 1, 1);
        return entries.size() == 1 && entries[0].text == words_of(n);
    };
    return store
        .read_now([&](Tx& tx) {
            std::vector<int> lost;
            std::ranges::copy_if(numbers, std::back_inserter(lost), [&](int n) { return !stored(tx, n); });
            return lost;
        })
        .value();
}

bool Intakes::is_known(sql::Store& store, int n) const
{
    return store
        .write_now([this, event = event(n)](Tx& tx) {
            Context context{tx, commune_, random_, event.at};
            return take_in(context, event, "raw") == Intake::duplicate;
        })
        .value();
}

std::string unsound(const std::filesystem::path& store)
{
    const auto pages = sql::quick_check(store);
    if (!pages)
        return "quick_check: " + pages.error().message();
    if (!pages->empty())
        return pages->front();
    const auto report = sql::verify(store);
    if (!report)
        return "verify: " + report.error().message();
    return report->faults.empty() ? std::string() : report->faults.front().what;
}

} // namespace langnghe::test
