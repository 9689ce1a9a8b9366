// The power goes at any operation: what was acknowledged is there, and the store opens and is sound. Each life goes on
// from a disk that the life before left. LANGNGHE_CUTS, LANGNGHE_SEED.
#include "tests/contract/temp_dir.hpp"
#include "tests/faults/intake.hpp"
#include "tests/faults/scale.hpp"
#include "tests/support/recording_vfs.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

using namespace langnghe;
using namespace langnghe::test;

namespace {

using Carelessness = RecordingVfs::Carelessness;

constexpr const char* file_name = "s.db";
constexpr int clients = 4;
constexpr int messages_of_a_client = 15;
constexpr std::size_t cuts_of_a_life = 25;
constexpr int lives_of_a_disk = 8; // then an empty one

struct Acknowledged
{
    int number = 0;
    std::size_t at = 0; // operations until then
};

struct Life
{
    std::vector<DiskOp> ops;
    std::vector<Acknowledged> acknowledged;
};

struct Sum
{
    std::size_t cuts = 0;
    std::size_t lost = 0;    // messages
    std::size_t losing = 0;  // cuts that lost one
    std::size_t corrupt = 0; // cuts after which the store does not open or is not sound
    std::size_t rows = 0;    // acknowledged messages looked for
    std::string first;       // what was wrong first
};

void lay_out(const DiskContent& content, const std::filesystem::path& folder)
{
    for (const auto& [name, bytes] : content)
        std::ofstream(folder / name, std::ios::binary) << bytes;
}

sql::StoreOptions options(const std::filesystem::path& folder)
{
    sql::StoreOptions options;
    options.path = folder / file_name;
    options.wal_bytes = 128 * 1024;   // checkpoints in between
    options.beside_bytes = 64 * 1024; // of both kinds
    options.idle = Duration{2};
    options.cache_kib = 256;
    return options;
}

// Several clients at once, so that commits carry groups.
Life live(RecordingVfs& disk, const DiskContent& start, const Intakes& intakes, int first)
{
    const TempDir folder;
    lay_out(start, folder.path());
    Life life;
    disk.record(folder.path());
    {
        const auto store = sql::Store::open(options(folder.path())).value();
        std::mutex mutex;
        std::vector<std::thread> threads;
        const auto client = [&](int number) {
            for (int n = 0; n < messages_of_a_client; ++n, ++number) {
                const auto taken = intakes.take(*store, number);
                const std::lock_guard lock(mutex);
                if (taken)
                    life.acknowledged.push_back({number, disk.position()});
            }
        };
        for (int i = 0; i < clients; ++i)
            threads.emplace_back(client, first + i * messages_of_a_client);
        for (std::thread& thread : threads)
            thread.join();
    }
    life.ops = disk.stop();
    return life;
}

class Trial
{
public:
    Trial(Carelessness carelessness, std::uint64_t seed)
        : disk_(carelessness), chance_(seed), lives_(carelessness == Carelessness::lying ? 1 : lives_of_a_disk)
    {}

    Sum run(std::size_t cuts)
    {
        for (int life = 0; sum_.cuts < cuts; ++life) {
            if (life % lives_ == 0) {
                content_.clear();
                held_.clear();
            }
            one_life(std::min(cuts_of_a_life, cuts - sum_.cuts));
            if (sum_.cuts % 500 == 0)
                fmt::print("cuts {}, lost {}, corrupt {}\n", sum_.cuts, sum_.lost, sum_.corrupt);
        }
        return sum_;
    }

private:
    void one_life(std::size_t cuts)
    {
        const Life life = live(disk_, content_, intakes_, next_);
        next_ += clients * messages_of_a_client;
        REQUIRE(life.acknowledged.size() == clients * messages_of_a_client);
        std::multiset<std::size_t> places;
        while (places.size() < cuts)
            places.insert(chance_() % (life.ops.size() + 1));
        DiskReplay replay(content_);
        std::optional<std::pair<DiskContent, std::vector<int>>> next;
        std::size_t done = 0;
        for (const std::size_t place : places) {
            for (; done < place; ++done)
                replay.apply(life.ops[done]);
            std::vector<int> owed = held_;
            for (const auto& [number, at] : life.acknowledged)
                if (at <= place)
                    owed.push_back(number);
            const DiskContent left = replay.cut(chance_);
            const bool good = look_safely(left, owed);
            if (good && (!next || chance_() % 4 == 0))
                next = {left, owed};
        }
        if (next)
            std::tie(content_, held_) = std::move(*next);
    }

    // A store in ruins may fail anywhere.
    bool look_safely(const DiskContent& left, const std::vector<int>& owed)
    {
        try {
            return look(left, owed);
        } catch (const boost::system::system_error& error) {
            return corrupt(error.what());
        }
    }

    bool look(const DiskContent& left, const std::vector<int>& owed)
    {
        const TempDir folder;
        lay_out(left, folder.path());
        ++sum_.cuts;
        sum_.rows += owed.size();
        std::vector<int> missing;
        {
            std::string why;
            const auto store = sql::Store::open(options(folder.path()), &why);
            if (!store)
                return corrupt(why);
            missing = intakes_.missing(**store, owed);
            if (missing.empty() && !owed.empty() && !intakes_.is_known(**store, owed[chance_() % owed.size()]))
                return corrupt("a message that is here already is taken in again");
        }
        if (const std::string fault = unsound(folder / file_name); !fault.empty())
            return corrupt(fault);
        if (missing.empty())
            return true;
        sum_.lost += missing.size();
        ++sum_.losing;
        say(fmt::format("{} of {} acknowledged messages are lost", missing.size(), owed.size()));
        return false;
    }

    bool corrupt(const std::string& what)
    {
        ++sum_.corrupt;
        say(what);
        return false;
    }

    void say(const std::string& what)
    {
        if (sum_.first.empty())
            sum_.first = fmt::format("cut {}: {}", sum_.cuts, what);
    }

    RecordingVfs disk_;
    Chance chance_;
    int lives_; // of a disk
    Intakes intakes_;
    DiskContent content_;
    std::vector<int> held_; // acknowledged, and on content_
    int next_ = 0;
    Sum sum_;
};

Sum trial(Carelessness carelessness, std::size_t cuts)
{
    const auto seed = from_environment("LANGNGHE_SEED", 1);
    Sum sum = Trial(carelessness, seed).run(cuts);
    fmt::print("{{\"cuts\": {}, \"rows\": {}, \"lost\": {}, \"losing\": {}, \"corrupt\": {}, \"seed\": {}, \"first\": "
               "\"{}\"}}\n",
               sum.cuts, sum.rows, sum.lost, sum.losing, sum.corrupt, seed, sum.first);
    return sum;
}

} // namespace

TEST_CASE("a power cut takes nothing that was acknowledged", "[cut]")
{
    const auto cuts = from_environment("LANGNGHE_CUTS", 1'000);
    const Sum sum = trial(Carelessness::none, cuts);
    CHECK(sum.first == "");
    CHECK(sum.cuts == cuts);
    CHECK(sum.rows > 10 * sum.cuts);
}

TEST_CASE("with synchronous=NORMAL the same cuts do take some", "[canary]")
{
    const Sum sum = trial(Carelessness::normal, 100);
    CHECK(sum.lost > 0);
    CHECK(sum.corrupt == 0);
}

TEST_CASE("with a disk that lies about syncs stores are ruined", "[canary]")
{
    const Sum sum = trial(Carelessness::lying, 100);
    CHECK(sum.corrupt > 0);
}
