#include "bot/commune/register_file.hpp"

#include "bot/archive/system.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <limits>
#include <set>
#include <utility>

namespace langnghe {
namespace {

constexpr int everything = std::numeric_limits<int>::max();

// Whether the file ends within a line: then what comes next begins a new one.
bool ends_within_line(const std::filesystem::path& path)
{
    const archive::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    char last = '\n';
    const bool some = file.open() && ::lseek(file.fd(), -1, SEEK_END) >= 0 && ::read(file.fd(), &last, 1) == 1;
    return some && last != '\n';
}

std::vector<Erasure> lacking(const Register& has, const std::vector<Erasure>& known)
{
    std::set<std::pair<TimePoint, std::string>> written;
    for (const Erasure& line : has.lines)
        written.emplace(line.at, line.person);
    std::vector<Erasure> missing;
    for (const Erasure& erasure : known)
        if (!written.contains({erasure.at, erasure.person}))
            missing.push_back(erasure);
    return missing;
}

} // namespace

bool RegisterFile::exists() const
{
    std::error_code failed;
    return std::filesystem::exists(path_, failed);
}

std::optional<Register> RegisterFile::read() const
{
    if (!exists())
        return Register{};
    const archive::Descriptor file = archive::open_regular(path_);
    if (!file.open())
        return std::nullopt;
    std::string text;
    std::array<char, 16 * 1024> part{};
    for (;;) {
        const ssize_t got = ::read(file.fd(), part.data(), part.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            return read_register(text);
        text.append(part.data(), static_cast<std::size_t>(got));
    }
}

bool RegisterFile::append(const std::vector<Erasure>& erasures) const
{
    if (erasures.empty())
        return true;
    std::string lines = ends_within_line(path_) ? "\n" : "";
    for (const Erasure& erasure : erasures)
        lines += register_line(erasure);
    const archive::Descriptor file(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    return file.open() && archive::write_all(file.fd(), lines) && ::fsync(file.fd()) == 0 &&
           archive::sync_folder(archive::folder_of(path_));
}

RegisterSettled settle_register(sql::Store& store, const CommuneSetup& setup, const Random& random, TimePoint now)
{
    RegisterSettled settled;
    const RegisterFile file(store.path());
    const auto has = file.read();
    if (!has) {
        settled.error = fmt::format("{} cannot be read: who was erased may be back", file.path().string());
        return settled;
    }
    settled.unreadable = has->unreadable;
    if (!has->lines.empty()) {
        const auto people = store.write_now([&](Tx& tx) {
            Context context{tx, setup.facts, random, now};
            return erase_again(context, has->lines);
        });
        if (!people)
            settled.error = fmt::format("the erasures of {} could not be carried out again", file.path().string());
        settled.people = people ? *people : 0;
    }
    const auto known = store.read_now([](Tx& tx) { return tx.privacy().erasures(0, everything); });
    const auto missing = lacking(*has, known ? *known : std::vector<Erasure>{});
    settled.added = static_cast<int>(missing.size());
    if (known && !known->empty())
        settled.through = known->back().seq;
    if (settled.error.empty() && (!known || !file.append(missing)))
        settled.error = fmt::format("{} cannot be written", file.path().string());
    return settled;
}

} // namespace langnghe
