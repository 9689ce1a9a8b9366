#include "core/outbox/form.hpp"

#include "core/message/say.hpp"
#include "core/text/cut.hpp"
#include "core/ticket/progress_token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace langnghe::outbox {
namespace {

constexpr std::size_t longest_value = 200; // UTF-16 units

const FormTemplate* find_form(const ChannelInfo& channel, const OutboxItem& item)
{
    if (item.chat_kind != ChatKind::private_chat || !item.thread.empty() || item.ticket == TicketId::none)
        return nullptr;
    for (const FormTemplate& form : channel.forms)
        if (std::ranges::find(form.kinds, item.kind) != form.kinds.end())
            return &form;
    return nullptr;
}

} // namespace

bool has_form(const ChannelInfo& channel, const OutboxItem& item) { return find_form(channel, item) != nullptr; }

std::optional<Form> fill_form(Tx& tx, const Commune& commune, const ChannelInfo& channel, const OutboxItem& item,
                              TimePoint now)
{
    const FormTemplate* form = find_form(channel, item);
    const auto ticket = form != nullptr ? tx.tickets().find(item.ticket) : std::nullopt;
    if (!ticket)
        return std::nullopt;
    const std::string code = to_text(ticket->code, commune.letters);
    const std::string status = commune.say(label_of(ticket->status));
    const std::string time = to_vietnamese(now);
    const std::string link = fmt::format("{}/{}/theo-doi/{}", commune.public_url, commune.slug,
                                         make_progress_token(ticket->id, ticket->token_version, commune.progress_key));
    const std::array words{message::Field{"code", code}, message::Field{"status", status},
                           message::Field{"commune", commune.name}, message::Field{"time", time},
                           message::Field{"link", link}};
    Form filled;
    filled.id = form->id;
    for (const auto& [name, value] : form->fields)
        filled.fields.emplace_back(name, text::shorten(value.render(words), longest_value));
    return filled;
}

} // namespace langnghe::outbox
