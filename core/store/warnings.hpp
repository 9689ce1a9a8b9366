#pragma once
// Port: alerts to the people, who confirmed them, and what the people answered.

#include "core/warning/warning.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace langnghe {

// A person whom an alert may concern.
struct Neighbour
{
    IdentityId person = IdentityId::none;
    bool concerned = true; // has reported from the area, where there is one
};

class Warnings
{
public:
    virtual ~Warnings() = default;
    virtual Warning add(Warning warning) = 0;
    virtual std::optional<Warning> find(WarningId id) = 0;
    virtual void save(const Warning& warning) = 0;
    virtual std::vector<Warning> newest(int limit) = 0;
    virtual std::vector<Warning> in_state(Warning::State state) = 0;
    // False when this user confirmed before.
    virtual bool confirm(WarningId id, UserId user, TimePoint now) = 0;
    virtual std::vector<UserId> confirmed_by(WarningId id) = 0;

    // The next people by number, `limit` at most; those whose id was forgotten are none.
    virtual std::vector<Neighbour> people_after(IdentityId person, std::string_view area, int limit) = 0;
    virtual std::optional<WarningAnswer> answer(WarningId id, IdentityId person) = 0;
    virtual void save(const WarningAnswer& answer) = 0; // adds or replaces
    virtual void count_group(WarningId id) = 0;
    virtual WarningFigures figures(WarningId id) = 0;
};

} // namespace langnghe
