#include "core/result.hpp"

#include <string>

namespace langnghe {
namespace {

class Category final : public boost::system::error_category
{
public:
    const char* name() const noexcept override { return "langnghe"; }
    std::string message(int code) const override { return text(static_cast<Errc>(code)); }

private:
    static const char* text(Errc code)
    {
        switch (code) {
        case Errc::not_found:
            return "not found";
        case Errc::not_allowed:
            return "not allowed for this role";
        case Errc::wrong_state:
            return "not possible in this state";
        case Errc::stale_version:
            return "changed by somebody else meanwhile";
        case Errc::missing_text:
            return "words are missing";
        case Errc::missing_evidence:
            return "a photo or document is missing";
        case Errc::malformed:
            return "malformed";
        case Errc::too_large:
            return "too large";
        case Errc::unauthorized:
            return "wrong or missing credentials";
        case Errc::unconfigured:
            return "not configured yet";
        case Errc::storage_busy:
            return "the store is busy";
        case Errc::storage_full:
            return "the disk is full";
        case Errc::storage_failed:
            return "the store failed";
        case Errc::storage_newer:
            return "the store was written by a newer program";
        case Errc::storage_refused:
            return "the store refused this change";
        case Errc::cancelled:
            return "cancelled";
        }
        return "unknown error";
    }
};

} // namespace

const boost::system::error_category& error_category() noexcept
{
    static const Category category;
    return category;
}

} // namespace langnghe
