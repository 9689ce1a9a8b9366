#include "core/store/attachments.hpp"

#include <array>

namespace langnghe {

std::string_view name_of(FileState state)
{
    static constexpr std::array<std::string_view, 3> names{"waiting", "stored", "failed"};
    return names[static_cast<std::size_t>(state)];
}

} // namespace langnghe
