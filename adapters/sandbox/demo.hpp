#pragma once
// The people of the demo commune and their groups, from config/sandbox/demo.json, which is part of the library.
// Only the networks that the pocket has are filled.

#include "adapters/sandbox/pocket.hpp"

#include <string>
#include <vector>

namespace langnghe::sandbox {

struct DemoPerson
{
    std::string key; // "lan", "ba", "mai", "hung": the same person may stand on both networks
    PersonId id;
    Network network = Network::zalo;
    Side side = Side::citizen;
    std::string name;
    std::string label; // who this is, as people say it
};

struct DemoGroup
{
    std::string key; // "women", "area5"
    ChatId id;
    Network network = Network::zalo;
    std::string title;
};

struct Demo
{
    std::vector<DemoPerson> people;
    std::vector<DemoGroup> groups;

    const DemoPerson* person(std::string_view key, Network network) const;
    const DemoGroup* group(std::string_view key) const;
};

Result<Demo> make_demo(Pocket& pocket);

} // namespace langnghe::sandbox
