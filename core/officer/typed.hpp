#pragma once
// Commands as people write them.

#include "core/text/words.hpp"

#include <optional>
#include <string_view>

namespace langnghe::officer {

// A command with its slash, as people write it: "/bao cao tuan", with its diacritics or without, is "/baocao" and the
// rest.
std::optional<text::Command> read_command(std::string_view words);

// An official's command without the slash, where the words can mean nothing else: "qua han", "nhan LS-26-0042".
std::optional<text::Command> read_bare_command(std::string_view words, std::string_view letters);

} // namespace langnghe::officer
