#include "adapters/files/incoming.hpp"
#include "tests/contract/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <fstream>

using namespace langnghe;
using namespace langnghe::files;
using langnghe::test::TempDir;

namespace {

const std::string hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

std::size_t passing(const Shelf& shelf)
{
    const std::filesystem::directory_iterator all(shelf.passing());
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

Kept put(const Shelf& shelf, std::string_view content)
{
    auto incoming = Incoming::open(shelf).value();
    REQUIRE(incoming->write(content));
    return incoming->keep().value();
}

} // namespace

TEST_CASE("a file is kept under its content, for nobody else, and once")
{
    TempDir folder;
    const Shelf shelf(folder / "deep/files");
    auto incoming = Incoming::open(shelf).value();
    CHECK(incoming->write("hel"));
    CHECK(incoming->write("lo"));
    CHECK_FALSE(shelf.read(hello));
    const auto kept = incoming->keep().value();
    CHECK(kept.sha256 == hello);
    CHECK(kept.bytes == 5);
    CHECK(shelf.read(hello).value() == "hello");
    CHECK(shelf.path_of(hello) == folder.path() / "deep/files/2c/f2" / hello);
    struct stat status = {};
    REQUIRE(::stat(shelf.path_of(hello).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    CHECK(put(shelf, "hello").sha256 == hello);
    CHECK(shelf.list(0x2c).size() == 1);
    CHECK(passing(shelf) == 0);
}

TEST_CASE("what is not kept leaves nothing, and what a crash left is cleared")
{
    TempDir folder;
    const Shelf shelf(folder / "files");
    {
        auto incoming = Incoming::open(shelf).value();
        CHECK(incoming->write("half"));
        CHECK(passing(shelf) == 1);
    }
    CHECK(passing(shelf) == 0);
    std::ofstream(shelf.passing() / "left") << "by a crash";
    shelf.clear_passing();
    CHECK(passing(shelf) == 0);
    Shelf(folder / "nowhere").clear_passing();
}

TEST_CASE("nothing larger than the bound is taken")
{
    TempDir folder;
    const Shelf shelf(folder / "files");
    auto incoming = Incoming::open(shelf).value();
    const std::string part(1'000'000, 'x');
    for (int i = 0; i < 20; ++i)
        REQUIRE(incoming->write(part));
    CHECK_FALSE(incoming->write("x"));
    CHECK(incoming->trouble() == Errc::too_large);
    CHECK(incoming->bytes() == largest_file);
}

TEST_CASE("an altered file is not read, and names lead nowhere else")
{
    TempDir folder;
    const Shelf shelf(folder / "files");
    put(shelf, "hello");
    std::ofstream(shelf.path_of(hello)) << "hellO";
    CHECK(shelf.read(hello).error() == Errc::malformed);
    CHECK(shelf.check(hello).error() == Errc::malformed);
    for (const std::string& name : {std::string{}, std::string{"../../etc/passwd"}, hello.substr(1), hello + "0",
                                    std::string(64, 'Z'), std::string(64, '/')})
        CHECK(shelf.read(name).error() == Errc::not_found);
}

TEST_CASE("a file is removed only when nobody put it there again")
{
    TempDir folder;
    const Shelf shelf(folder / "files");
    put(shelf, "hello");
    CHECK(shelf.remove({hello}, std::chrono::hours{1}).files == 0);
    std::ofstream(shelf.folder() / "2c/f2/README") << "not ours";
    CHECK(shelf.list(0x2c).size() == 1);
    const auto removed = shelf.remove({hello, std::string(64, '0')}, std::chrono::seconds{0});
    CHECK(removed.files == 1);
    CHECK(removed.bytes == 5);
    CHECK(shelf.read(hello).error() == Errc::not_found);
}
