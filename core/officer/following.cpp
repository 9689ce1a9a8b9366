#include "core/officer/following.hpp"

#include "core/message/say.hpp"
#include "core/officer/carry_out.hpp"
#include "core/officer/evidence.hpp"
#include "core/people/identify.hpp"
#include "core/process/send_files.hpp"
#include "core/store/forms.hpp"
#include "core/store/worklists.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe::officer {
namespace {

constexpr Duration one_breath = std::chrono::seconds{60};
constexpr int awaited = static_cast<int>(Slot::evidence);

Forms& forms(Context& context) { return context.tx.worklists().forms(); }

// Apart from what is asked in the chat: other work goes on meanwhile.
OfficerForm form_of(const Talk& talk, std::string_view what, const Order& order)
{
    OfficerForm form;
    form.identity = talk.identity.id;
    form.channel = talk.identity.channel;
    form.chat = fmt::format("{}/{}", what, number(order.ticket));
    form.ticket = order.ticket;
    form.asks = awaited;
    form.order = write(order);
    form.asked_at = talk.context.now;
    return form;
}

// Whether what comes now belongs to what this form waits for.
bool goes_with(Talk& talk, const OfficerForm& form, const Order& order, const Message& message,
               std::optional<TicketId> album)
{
    const auto ticket = talk.context.tx.tickets().find(form.ticket);
    if (!ticket || !sees(talk.context, talk.user, *ticket))
        return false;
    if (order.told ? message.forwarded.has_value() : order.files.empty())
        return false;
    return album ? *album == form.ticket : talk.context.now < form.asked_at + one_breath;
}

// What came goes out; more may come.
void send_after(Talk& talk, OfficerForm form, Order order, const Ticket& ticket, const std::vector<OutboxFile>& files)
{
    forms(talk.context).close(form);
    if (files.empty() || !may(talk.context, talk.user, ticket, command_of(order.verb).right))
        return;
    process::send_files(talk.context, talk.actor(), ticket, files);
    tell(talk, talk.say()(Say::desk_files_follow, {{"code", code_of(talk.context, ticket)}}), {}, ticket.id);
    order.files.clear();
    form.order = write(order);
    forms(talk.context).open(std::move(form));
}

void settle(Talk& talk, const OfficerForm& form, const Order& order, const Ticket& ticket)
{
    const Brought files = brought(talk.context, ticket, order.files);
    if (files.waiting)
        return;
    if (order.told)
        return send_after(talk, form, order, ticket, files.files);
    forms(talk.context).close(form);
    carry_out(talk, order);
}

} // namespace

void wait_for_files(Talk& talk, const Order& order, const Ticket& ticket)
{
    Order waiting = order;
    // What he saw when he asked is what he means; a place that is read from his photo changes the ticket.
    waiting.version.reset();
    waiting.sure = true;
    forms(talk.context).open(form_of(talk, "files", waiting));
    tell(talk, talk.say()(Say::desk_files_kept, {{"code", code_of(talk.context, ticket)}}), {}, ticket.id);
}

void expect_more(Talk& talk, const Order& order, const Ticket& ticket)
{
    expect_no_more(talk);
    Order more;
    more.verb = order.verb;
    more.ticket = ticket.id;
    more.told = true;
    forms(talk.context).open(form_of(talk, "after", more));
}

void expect_no_more(Talk& talk)
{
    for (const OfficerForm& form : forms(talk.context).of(talk.identity.id, awaited))
        if (const auto order = read(form.order); order && order->told && order->files.empty())
            forms(talk.context).close(form);
}

bool take_more_files(Talk& talk, const Message& message, TimePoint at)
{
    if (!brings_files(message) || !text::trim(message.text).empty())
        return false;
    const auto album = message.album.empty()
                           ? std::nullopt
                           : talk.context.tx.messages().of_album(talk.identity.channel, message.chat.id, message.album);
    for (OfficerForm& form : forms(talk.context).of(talk.identity.id, awaited)) {
        auto order = read(form.order);
        if (!order || !goes_with(talk, form, *order, message, album))
            continue;
        order->files.push_back(keep_files(talk.context, talk.identity, form.ticket, message, at));
        form.order = write(*order);
        if (order->told)
            form.asked_at = talk.context.now;
        forms(talk.context).open(form);
        return true;
    }
    return false;
}

void files_settled(Context& context, TicketId ticket)
{
    for (const OfficerForm& form : forms(context).asking(ticket, awaited)) {
        const auto order = read(form.order);
        const auto identity = context.tx.people().find(form.identity);
        const auto user = identity ? official_of(context, *identity) : std::nullopt;
        const auto stored = context.tx.tickets().find(ticket);
        if (!order || order->files.empty() || !user || !stored)
            continue;
        ChatRef alone;
        alone.id = identity->external_id;
        Talk talk{context, *identity, *user, alone};
        settle(talk, form, *order, *stored);
    }
}

} // namespace langnghe::officer
