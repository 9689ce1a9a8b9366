#pragma once
// A commune with a store in a folder of its own, a clock that stands still and dice that count.

#include "bot/operations/operation.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace langnghe::test {

using Json = nlohmann::ordered_json;

class Stage
{
public:
    Stage();
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    operations::Reply run(std::string_view verb, const Json& arguments);
    operations::Reply run(std::string_view verb);
    // The document of an operation that must succeed.
    Json done(std::string_view verb, const Json& arguments);
    Json done(std::string_view verb);
    // The error of one that must not.
    std::string refused(std::string_view verb, const Json& arguments);
    std::string refused(std::string_view verb);

    // A private message by Telegram; the code of the newest ticket.
    std::string say(const std::string& words, const std::string& from = "700");

    template <class F>
    auto write(F job)
    {
        return store->write_now(std::move(job)).value();
    }

    std::filesystem::path folder;
    std::unique_ptr<CommuneSetup> setup;
    std::unique_ptr<sql::Store> store;
    Random random;
    TimePoint now = from_millis(1'795'000'000'000); // November 2026
    operations::Scene scene();

private:
    int said_ = 0;
};

} // namespace langnghe::test
