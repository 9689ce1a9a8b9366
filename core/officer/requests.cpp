#include "core/officer/requests.hpp"

#include "core/officer/audit.hpp"
#include "core/officer/synthesis.hpp"

#include <algorithm>
#include <array>

namespace langnghe::officer {
namespace {

constexpr std::array table{Request{report_name, "report", "/baocao tuan", Say::verb_report, may_report, ask_report},
                           Request{audit_name, "audit", "/kiemtra", Say::verb_audit, may_audit, ask_audit}};

} // namespace

std::span<const Request> requests() { return table; }

const Request* find_request(std::string_view folded)
{
    const auto* found = std::ranges::find_if(
        table, [&](const Request& request) { return request.name == folded || request.alias == folded; });
    return found == table.end() ? nullptr : found;
}

} // namespace langnghe::officer
