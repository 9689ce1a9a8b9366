#include "core/outbox/reconcile.hpp"

#include "core/outbox/bundle.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace langnghe::outbox {
namespace {

constexpr int looked_at = 64;                            // rows of a rank of one chat
constexpr Duration clock_skew = std::chrono::minutes{2}; // between the platform and us

std::string without_space(std::string_view text)
{
    std::string bare{text};
    std::erase_if(bare, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return bare;
}

bool is_in_doubt(const OutboxItem& item)
{
    return item.state == DeliveryState::claimed || item.state == DeliveryState::ambiguous ||
           (item.state == DeliveryState::queued && item.repeated);
}

// Messages in doubt, each with all of its rows, oldest first.
std::vector<std::vector<OutboxItem>> in_doubt(Tx& tx, std::string_view channel, std::string_view chat)
{
    std::vector<OutboxItem> rows = tx.outbox().stuck(channel, chat);
    for (const Rank rank : {Rank::alert, Rank::prompt, Rank::news})
        for (OutboxItem& item : tx.outbox().waiting(channel, chat, rank, looked_at))
            rows.push_back(std::move(item));
    std::map<OutboxId, std::vector<OutboxItem>> messages;
    for (OutboxItem& row : rows)
        if (is_in_doubt(row))
            messages[row.bundle == OutboxId::none ? row.id : row.bundle].push_back(std::move(row));
    std::vector<std::vector<OutboxItem>> all;
    for (auto& [lead, parts] : messages) {
        std::ranges::sort(parts, {}, &OutboxItem::id);
        all.push_back(std::move(parts));
    }
    return all;
}

std::vector<OutboxItem> find_message(Tx& tx, std::string_view channel, std::string_view chat, std::string_view words,
                                     TimePoint at)
{
    const std::string said = without_space(words);
    std::vector<OutboxItem> only;
    int buttoned = 0;
    for (auto& rows : in_doubt(tx, channel, chat)) {
        const OutboxItem message = message_of(rows);
        if (at + clock_skew < rows.back().created_at)
            continue;
        if (!said.empty() && without_space(message.text) == said)
            return std::move(rows);
        if (said.empty() && !message.buttons.empty() && ++buttoned == 1)
            only = std::move(rows);
    }
    return buttoned == 1 ? only : std::vector<OutboxItem>{};
}

} // namespace

std::optional<OutboxItem> find_in_doubt(Tx& tx, std::string_view channel, std::string_view chat, std::string_view words,
                                        TimePoint at)
{
    auto rows = find_message(tx, channel, chat, words, at);
    return rows.empty() ? std::nullopt : std::optional{std::move(rows.front())};
}

bool confirm_echo(Context& context, const std::string& channel, const Echo& echo, TimePoint at)
{
    const auto known = context.tx.messages().find(channel, echo.chat, echo.message);
    if (known)
        return known->outbox != OutboxId::none;
    const auto rows = find_message(context.tx, channel, echo.chat, echo.text, at);
    if (rows.empty())
        return false;
    for (OutboxItem row : rows) {
        row.state = DeliveryState::sent;
        row.message = echo.message;
        row.sent_at = at;
        row.lease_until.reset();
        row.last_error.clear();
        context.tx.outbox().save(row);
    }
    OutboxItem message = message_of(rows);
    message.message = echo.message;
    context.tx.messages().add_sent(message);
    return true;
}

bool anything_in_doubt(Tx& tx, std::string_view channel, std::string_view chat)
{
    return !in_doubt(tx, channel, chat).empty();
}

bool take_delivery_receipt(Context& context, const std::string& channel, const std::string& chat,
                           const std::string& message, DeliveryState reached)
{
    const auto reference = context.tx.messages().find(channel, chat, message);
    if (!reference || reference->outbox == OutboxId::none)
        return false;
    bool news = false;
    for (OutboxItem& item : context.tx.outbox().bundled(reference->outbox)) {
        const bool forward = item.state == DeliveryState::sent ||
                             (item.state == DeliveryState::delivered && reached == DeliveryState::seen);
        if (!forward || item.message != message)
            continue;
        item.state = reached;
        context.tx.outbox().save(item);
        news = true;
    }
    return news;
}

void revive(Context& context, std::string_view channel, std::string_view chat)
{
    const auto hearer = context.tx.people().find(channel, chat);
    if (hearer && hearer->stopped)
        return;
    for (OutboxItem& item : context.tx.outbox().stuck(channel, chat)) {
        const bool told = item.kind == DeliveryKind::status || item.kind == DeliveryKind::answer;
        const bool fresh = !item.expires_at || context.now < *item.expires_at;
        const bool erased = item.text.empty() && item.files.empty();
        if (item.state != DeliveryState::undeliverable || !told || !fresh || erased)
            continue;
        item.state = DeliveryState::queued;
        item.last_error.clear();
        item.next_at = context.now;
        context.tx.outbox().save(item);
    }
}

} // namespace langnghe::outbox
