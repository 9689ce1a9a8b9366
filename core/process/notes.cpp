#include "core/process/notes.hpp"

namespace langnghe::process {

std::string notes_for_department(Context& context, const Ticket& ticket)
{
    std::string notes;
    if (ticket.department.empty())
        return notes;
    for (const journal::Entry& entry : context.tx.journal().of_ticket(ticket.id)) {
        const bool transfer = entry.action == name_of(Action::transfer);
        if (transfer)
            notes.clear();
        if ((transfer || entry.action == name_of(Action::assign)) && entry.text && !entry.text->empty())
            notes += (notes.empty() ? "" : "\n") + *entry.text;
    }
    return notes;
}

} // namespace langnghe::process
