#include "core/outbox/bundle.hpp"

#include "core/outbox/order.hpp"
#include "core/text/cut.hpp"

#include <utility>

namespace langnghe::outbox {
namespace {

constexpr std::string_view between = "\n\n";

bool is_bare(const OutboxItem& item)
{
    const bool bundled_kind = item.kind == DeliveryKind::status || item.kind == DeliveryKind::push;
    const bool alone = item.bundle != OutboxId::none && item.bundle == item.id;
    return bundled_kind && rank_of(item) == Rank::news && item.buttons.empty() && item.files.empty() &&
           item.reply_to.empty() && !alone;
}

} // namespace

bool may_share(const OutboxItem& lead, const OutboxItem& next)
{
    if (!is_bare(lead) || !is_bare(next) || lead.kind != next.kind || lead.thread != next.thread)
        return false;
    const bool own_news = lead.chat_kind == ChatKind::private_chat && lead.kind == DeliveryKind::status;
    return own_news || (lead.ticket != TicketId::none && lead.ticket == next.ticket);
}

Parcel bundle(OutboxItem lead, std::vector<OutboxItem> behind, std::size_t longest_text, TimePoint now)
{
    Parcel parcel;
    std::string words = lead.text;
    parcel.rows.push_back(std::move(lead));
    for (OutboxItem& next : behind) {
        if (next.expires_at && now >= *next.expires_at)
            continue; // nobody hears of it any more
        const bool in_doubt = next.repeated && next.next_at > now;
        const bool queued = next.state == DeliveryState::queued;
        if (!queued || in_doubt || parcel.rows.size() == most_bundled || !may_share(parcel.lead(), next))
            break;
        words.append(between).append(next.text);
        if (text::cut_utf16(words, longest_text).size() != words.size())
            break;
        parcel.rows.push_back(std::move(next));
    }
    return parcel;
}

OutboxItem message_of(const std::vector<OutboxItem>& rows)
{
    OutboxItem message = rows.front();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        message.text.append(between).append(rows[i].text);
        if (rows[i].ticket != message.ticket)
            message.ticket = TicketId::none;
    }
    return message;
}

} // namespace langnghe::outbox
