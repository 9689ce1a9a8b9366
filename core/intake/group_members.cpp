#include "core/intake/group_members.hpp"

#include "core/intake/group_message.hpp"
#include "core/store/members.hpp"

namespace langnghe {

void take_members(Context& context, const std::string& channel, const GroupMembers& members)
{
    using Change = GroupMembers::Change;
    const Group group = find_or_add_group(context, channel, members.chat);
    Members& known = context.tx.members();
    for (const std::string& person : members.people) {
        switch (members.change) {
        case Change::joined:
            if (known.find(group.id, person) != Membership::admin)
                known.set(group.id, person, Membership::member);
            break;
        case Change::demoted:
            known.set(group.id, person, Membership::member);
            break;
        case Change::promoted:
            known.set(group.id, person, Membership::admin);
            break;
        case Change::asked:
            if (!known.find(group.id, person))
                known.set(group.id, person, Membership::asked);
            break;
        case Change::left:
        case Change::refused:
            known.remove(group.id, person);
            break;
        }
    }
}

} // namespace langnghe
