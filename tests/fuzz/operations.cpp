// The command line's verbs with any arguments: line one is the verb, the rest the JSON. A document or a refusal in one
// line, never an internal failure. Nothing that reads or writes other files is asked for.

#include "bot/operations/operation.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/commune.hpp"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

// A store in memory, begun anew now and then: what is added would pile up.
class Scenery
{
public:
    Scenery() : folder_("/dev/shm/langnghe-fuzz-" + std::to_string(::getpid())) { setup_.facts = test::luong_son(); }
    ~Scenery()
    {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }
    Scenery(const Scenery&) = delete;
    Scenery& operator=(const Scenery&) = delete;

    operations::Reply run(std::string_view verb, const std::string& arguments)
    {
        if (runs_++ % 500 == 0)
            begin();
        operations::Scene scene{*store_, setup_, random_, [] { return from_millis(1'795'280'000'000); }};
        return operations::run(scene, verb, arguments);
    }

private:
    void begin()
    {
        store_.reset();
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        sql::StoreOptions options;
        options.path = folder_ / "ls.db";
        auto opened = sql::Store::open(std::move(options));
        require(opened.has_value(), "the store opens");
        store_ = std::move(*opened);
    }

    std::filesystem::path folder_;
    CommuneSetup setup_;
    Random random_ = [drawn = std::uint64_t{0}]() mutable {
        std::array<std::uint8_t, 16> bytes{};
        ++drawn;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(drawn >> (i % 8 * 8));
        return bytes;
    };
    std::unique_ptr<sql::Store> store_;
    unsigned runs_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Scenery scenery;
    fuzz::Input input{data, size};
    const std::string_view verb = input.line();
    if (verb == "store.snapshot" || verb == "store.verify")
        return 0;
    const operations::Reply reply = scenery.run(verb, std::string{input.rest()});
    if (reply.ok) {
        require(nlohmann::json::accept(reply.document), "a document is JSON");
        require(reply.document.find('\n') == std::string::npos, "a document is one line");
        const auto known = operations::verbs();
        require(std::find(known.begin(), known.end(), verb) != known.end(), "only what is known is done");
        return 0;
    }
    require(!reply.error.empty() && reply.document.empty(), "a refusal says why");
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    require(std::none_of(reply.error.begin(), reply.error.end(), control) && text::valid_utf8(reply.error),
            "a refusal is one line of text");
    require(!reply.error.ends_with("failed for an internal reason"), "nothing fails for an internal reason");
    return 0;
}
