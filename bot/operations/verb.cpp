#include "bot/operations/verb.hpp"

#include "adapters/json/reader.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace langnghe::operations {
namespace {

Answer finish(std::optional<Answer> answer, const Result<void>& done)
{
    if (answer && answer->refused())
        return std::move(*answer);
    if (!done)
        return Refusal{explain(done.error())};
    return std::move(*answer);
}

// The job's own refusal travels beside the store's verdict, which knows codes only.
Result<void> keep(std::optional<Answer>& kept, Answer answer)
{
    kept.emplace(std::move(answer));
    if (kept->refused())
        return make_error_code(Errc::storage_refused);
    return {};
}

} // namespace

Answer::Answer(const Json& document) : text_(json::dump(document)) {}

Answer write(Scene& scene, const std::function<Answer(Context&)>& job)
{
    std::optional<Answer> answer;
    const auto done = scene.store.write_now([&](Tx& tx) {
        Context context{tx, scene.setup.facts, scene.random, scene.now()};
        return keep(answer, job(context));
    });
    return finish(std::move(answer), done);
}

Answer read(Scene& scene, const std::function<Answer(Context&)>& job)
{
    std::optional<Answer> answer;
    const auto done = scene.store.read_now([&](Tx& tx) {
        Context context{tx, scene.setup.facts, scene.random, scene.now()};
        return keep(answer, job(context));
    });
    return finish(std::move(answer), done);
}

std::string explain(boost::system::error_code error)
{
    if (error == make_error_code(Errc::storage_busy))
        return "the store is busy; try again in a moment";
    if (error == make_error_code(Errc::storage_full))
        return "the disk is full; free some space and try again";
    if (error == make_error_code(Errc::storage_failed))
        return "the store cannot be read or written; look at the disk and run langnghe verify";
    if (error == make_error_code(Errc::storage_refused))
        return "the store refused the change";
    return error.message();
}

} // namespace langnghe::operations
