#pragma once
// How a verb is written: a function of scene and arguments to a JSON document, or a refusal in one line for people.
// Inside bot/operations only.

#include "bot/operations/operation.hpp"

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace langnghe::operations {

using Json = nlohmann::ordered_json; // documents keep the order of the contract

struct Refusal
{
    std::string what;
};

// A document, kept as text, or a refusal. Implicit, so that a verb returns the one or the other.
class Answer
{
public:
    Answer(const Json& document);
    Answer(Refusal refusal) : text_(std::move(refusal.what)), refused_(true) {}

    bool refused() const { return refused_; }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
    bool refused_ = false;
};

class Arguments;

struct Verb
{
    std::string_view name;
    Answer (*run)(Scene& scene, Arguments& arguments);
    bool slow = false;
};

std::span<const Verb> user_verbs();
std::span<const Verb> group_verbs();
std::span<const Verb> set_up_verbs();
std::span<const Verb> package_verbs();
std::span<const Verb> token_verbs();
std::span<const Verb> ticket_verbs();
std::span<const Verb> step_verbs();
std::span<const Verb> inbox_verbs();
std::span<const Verb> outbox_verbs();
std::span<const Verb> store_verbs();
std::span<const Verb> report_verbs();
std::span<const Verb> retention_verbs();
std::span<const Verb> person_verbs();
std::span<const Verb> channel_verbs();

// One transaction; a refusal undoes it.
Answer write(Scene& scene, const std::function<Answer(Context&)>& job);
Answer read(Scene& scene, const std::function<Answer(Context&)>& job);

// What the store says, for people.
std::string explain(boost::system::error_code error);

// Who acts here, in the journal.
inline constexpr const char* console = "console";

} // namespace langnghe::operations
