#pragma once
// What an official wants done, as far as it is known: what a command said, a button, and the answers to the form.

#include "core/ids.hpp"
#include "core/officer/verbs.hpp"
#include "core/process/kept_from.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::officer {

struct Order
{
    Verb verb = Verb::show;
    TicketId ticket = TicketId::none;
    std::optional<std::int64_t> version{}; // of the ticket that a button showed
    TicketId master = TicketId::none;
    std::string field{}; // keys of the taxonomy
    std::string area{};
    std::string department{};
    bool urgent = false;
    Nature nature = Nature::unset;
    UserId person = UserId::none;
    Party party{}; // who is kept out, or not any more
    ResultKind kind = ResultKind::solved;
    int days = 0;
    std::string text{};
    std::vector<std::int64_t> files{};  // journal entries of the messages that bring evidence
    std::vector<std::int64_t> photos{}; // attachments of the result that go with the public text
    bool photos_chosen = false;
    bool text_chosen = false;   // of a public text: it was seen
    bool to_supervisor = false; // of an answer: to the Front's remark
    bool told = false;          // its words went out: what is awaited are files that follow them
    bool sure = false;          // somebody else's step a moment ago is known
};

// For the store; read() takes nothing else.
std::string write(const Order& order);
std::optional<Order> read(std::string_view written);

} // namespace langnghe::officer
