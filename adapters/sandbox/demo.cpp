#include "adapters/sandbox/demo.hpp"

#include "adapters/sandbox/page.hpp"
#include "adapters/sandbox/wire.hpp"

#include "embedded/langnghe_page.hpp"
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

Network network_of(const Json& value)
{
    if (value == "zalo_bot")
        return Network::zalo_bot;
    return value == "telegram" ? Network::telegram : Network::zalo;
}

// A network that the pocket does not have answers not_found: its people and groups are left out.
bool absent(const boost::system::error_code& error) { return error == Errc::not_found; }

Result<void> add_person(Pocket& pocket, const Json& shape, Demo& demo)
{
    for (const auto& network : shape.at("networks")) {
        NewPerson fresh;
        fresh.name = text_of(shape, "name");
        fresh.label = text_of(shape, "label");
        fresh.network = network_of(network);
        fresh.side = text_of(shape, "side") == "officer" ? Side::officer : Side::citizen;
        const auto id = pocket.add_person(fresh);
        if (!id && absent(id.error()))
            continue;
        if (!id)
            return id.error();
        DemoPerson person;
        person.key = text_of(shape, "key");
        person.id = *id;
        person.network = fresh.network;
        person.side = fresh.side;
        person.name = fresh.name;
        person.label = fresh.label;
        demo.people.push_back(std::move(person));
    }
    return {};
}

Result<void> add_group(Pocket& pocket, const Json& shape, Demo& demo)
{
    const Network network = network_of(shape.at("network"));
    const auto id = pocket.add_group(network, text_of(shape, "title"));
    if (!id && absent(id.error()))
        return {};
    if (!id)
        return id.error();
    for (const auto& key : shape.at("members")) {
        const DemoPerson* person = demo.person(key.get<std::string>(), network);
        if (!person)
            return Errc::malformed;
        const auto joined = pocket.join(*id, person->id);
        if (!joined)
            return joined.error();
    }
    DemoGroup group;
    group.key = text_of(shape, "key");
    group.id = *id;
    group.network = network;
    group.title = text_of(shape, "title");
    demo.groups.push_back(std::move(group));
    return {};
}

} // namespace

const DemoPerson* Demo::person(std::string_view key, Network network) const
{
    const auto found = std::find_if(people.begin(), people.end(), [key, network](const DemoPerson& person) {
        return person.key == key && person.network == network;
    });
    return found == people.end() ? nullptr : &*found;
}

const DemoGroup* Demo::group(std::string_view key) const
{
    const auto found =
        std::find_if(groups.begin(), groups.end(), [key](const auto& group) { return group.key == key; });
    return found == groups.end() ? nullptr : &*found;
}

Result<Demo> make_demo(Pocket& pocket)
{
    const Json all = read_json(embedded::demo_json());
    if (!all.is_object())
        return Errc::malformed;
    Demo demo;
    for (const auto& shape : all.at("people"))
        if (const auto added = add_person(pocket, shape, demo); !added)
            return added.error();
    for (const auto& shape : all.at("groups"))
        if (const auto added = add_group(pocket, shape, demo); !added)
            return added.error();
    pocket.set_samples(all.at("samples").get<std::vector<std::string>>());
    return demo;
}

} // namespace langnghe::sandbox
