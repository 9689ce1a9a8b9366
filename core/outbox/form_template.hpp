#pragma once
// Words that the platform approved before, with named fields, for chats that take no others any more.

#include "core/message/template.hpp"
#include "core/outbox/item.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe {

struct FormTemplate
{
    std::string id; // as the platform knows it
    std::vector<DeliveryKind> kinds;
    std::vector<std::pair<std::string, message::Template>> fields; // the platform's name, and what to write there
};

// What may stand in a field: {code} and so on.
inline constexpr std::array<std::string_view, 5> form_words{"code", "status", "commune", "time", "link"};

} // namespace langnghe
