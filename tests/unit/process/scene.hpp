#pragma once
// A commune with its officials, on the world of the intake's tests: a citizen reports, officials act.

#include "core/process/act.hpp"
#include "tests/unit/intake/world.hpp"

#include <string>
#include <vector>

namespace langnghe::test {

struct Scene : World
{
    Scene();

    User front;      // "mai", of the Front
    User handler;    // "tuan", Phòng Kinh tế
    User other;      // "hoa", Trạm Y tế
    User leader;     // "lanh", of the commune
    User supervisor; // "giam"
    User keeper;     // "kin"

    User add_official(const std::string& name, Roles roles, const std::string& department = {});

    // A fresh ticket of this citizen, said in private.
    Ticket report(const std::string& who = "dan", const std::string& words = "Ổ gà ở Khu 3 sâu lắm");
    Ticket stored(const Ticket& ticket);
    Course course(const Ticket& ticket);

    Result<Ticket> try_act(const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps);
    Result<Ticket> try_act(const User& user, const Ticket& ticket, const Step& step);
    // It must go.
    Ticket act(const User& user, const Ticket& ticket, const Step& step);
    Ticket act(const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps);

    // Walks the straight way to this state, in giao_thong with Phòng Kinh tế; nothing of it is heard afterwards.
    Ticket lead(Ticket ticket, Status to);
    Ticket reported(Status status) { return lead(report(), status); }

    std::string last_to(const std::string& chat); // of what was said since; the last
};

bool sees(Scene& scene, const User& user, const Ticket& ticket);

Step step(Action action, std::string text = {});
Step classify(std::string field, std::string area = {}, std::optional<Urgency> urgency = {});
Step transfer(std::string department);
Step resolve(std::string text, ResultKind kind = ResultKind::solved);
Step nature(Nature nature);
OutboxFile photo(std::string sha256 = "ab");

} // namespace langnghe::test
