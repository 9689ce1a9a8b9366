#include "bot/archive/archive.hpp"
#include "bot/archive/entry_name.hpp"
#include "tests/unit/bot/outcome.hpp"
#include "tests/unit/bot/tar.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

using namespace langnghe;
using test::TarEntry;
using Entries = std::vector<TarEntry>;

namespace {

// A backup that is unpacked, spoilt, packed again and restored.
struct Attack
{
    Attack()
    {
        folder.write("store", "the store");
        folder.write("files/a.jpg", "picture");
        const archive::Facts facts{"0.1.0", "luong-son", 1, from_millis(1795000000000), 1, "aa"};
        REQUIRE(archive::write_backup(folder / "store", folder / "files", folder / "good.tar", facts));
    }

    // What the restore says; nothing may be left behind, inside or outside.
    std::string restore(const std::function<void(Entries&)>& spoil)
    {
        Entries entries = test::read_tar(folder / "good.tar");
        REQUIRE(entries.size() == 3);
        spoil(entries);
        std::filesystem::remove(folder / "bad.tar");
        test::write_tar(folder / "bad.tar", entries);
        return restore_file(folder / "bad.tar");
    }

    std::string restore_file(const std::filesystem::path& path)
    {
        const auto outcome = archive::read_backup(path, folder / "into");
        if (outcome) {
            std::filesystem::remove_all(folder / "into");
            return "restored";
        }
        CHECK_FALSE(std::filesystem::exists(folder / "into"));
        CHECK_FALSE(std::filesystem::exists(folder / "escaped"));
        return outcome.error().what;
    }

    test::Folder folder;
};

constexpr const char* stranger = "the backup has an entry that does not belong there";

} // namespace

TEST_CASE("an untouched backup is restored")
{
    Attack attack;
    CHECK(attack.restore([](Entries&) {}) == "restored"); // the checks below can fail
}

TEST_CASE("a changed, missing or added entry is refused")
{
    Attack attack;
    const char* different = "an entry of the backup is not what its manifest says";
    CHECK(attack.restore([](Entries& e) { e[0].bytes = "the st0re"; }) == different);
    CHECK(attack.restore([](Entries& e) { e[1].bytes += "!"; }) == different);
    CHECK(attack.restore([](Entries& e) { e[1].bytes.clear(); }) == different);
    CHECK(attack.restore([](Entries& e) { e[1].name = "files/b.jpg"; }) == different);
    CHECK(attack.restore([](Entries& e) { e.insert(e.begin(), {"files/new.jpg", "x", "", "", false}); }) == different);
    CHECK(attack.restore([](Entries& e) { e.erase(e.begin() + 1); }) ==
          "the backup lacks an entry that its manifest names");
    CHECK(attack.restore([](Entries& e) { e.erase(e.begin()); }) == "the backup has no store.db");
    CHECK(attack.restore([](Entries& e) { e.insert(e.begin(), e[0]); }) == "the backup has the same entry twice");
    CHECK(attack.restore([](Entries& e) {
        e.push_back({"files/late.jpg", "x", "", "", false});
    }) == "the backup has an entry after its manifest");
}

TEST_CASE("a missing or strange manifest is refused")
{
    Attack attack;
    const std::string unreadable =
        "the manifest cannot be read: another version of langnghe wrote it, or it is damaged";
    CHECK(attack.restore([](Entries& e) { e.pop_back(); }) ==
          "the backup has no manifest: it is cut off, or no backup of langnghe");
    for (const char* manifest : {"", "{", "[]", "null", "{\"format\":1}", "{\"format\":\"1\"}", "{\"format\":2}"})
        CHECK(attack.restore([&](Entries& e) { e[2].bytes = manifest; }) == unreadable);
    CHECK(attack.restore([](Entries& e) { e[2].bytes.replace(e[2].bytes.find("\"format\":1"), 10, "\"format\":9"); }) ==
          unreadable);
    CHECK(attack.restore([](Entries& e) { e[2].bytes = std::string(200000, '['); }) == unreadable);
}

TEST_CASE("names that lead out of the folder are refused")
{
    Attack attack;
    for (const char* name :
         {"../escaped", "files/../../escaped", "/tmp/langnghe-escaped", "files//a", "files/./a", "files/", "files/a\\b",
          "files/a\nb", "other.db", "store.db/x", "./store.db", "files/1/2/3/4/5/6/7/8/9", "secrets/master_key"})
        CHECK(attack.restore([&](Entries& e) { e[1].name = name; }) == stranger);
}

TEST_CASE("links, folders and other kinds are refused")
{
    Attack attack;
    CHECK(attack.restore([](Entries& e) { e[1] = {"files/a.jpg", "", "/etc/passwd", "", false}; }) == stranger);
    CHECK(attack.restore([](Entries& e) { e[1] = {"files/a.jpg", "", "", "store.db", false}; }) == stranger);
    CHECK(attack.restore([](Entries& e) { e.insert(e.begin(), {"files/dir", "", "", "", true}); }) == stranger);
    CHECK(attack.restore([](Entries& e) { e.insert(e.begin(), {"files/out", "", "..", "", false}); }) == stranger);
}

TEST_CASE("a file cut off anywhere, or no tar at all, is refused")
{
    Attack attack;
    const std::string good = test::contents(attack.folder / "good.tar");
    for (std::size_t size = 0; size + 1024 < good.size(); size += 100)
        CHECK(attack.restore_file(attack.folder.write("cut.tar", good.substr(0, size))) != "restored");
    CHECK(attack.restore_file(attack.folder.write("junk.tar", std::string(5000, 'x'))) != "restored");
}

TEST_CASE("which names attachments may have")
{
    using archive::is_file_entry;
    CHECK(is_file_entry("files/ab/cd.jpg"));
    CHECK(is_file_entry("files/ảnh.jpg"));
    CHECK(is_file_entry("files/..."));
    CHECK(is_file_entry("files/" + std::string(255, 'a')));
    CHECK_FALSE(is_file_entry("files/" + std::string(256, 'a')));
    CHECK_FALSE(is_file_entry("files"));
    CHECK_FALSE(is_file_entry("file/a"));
    CHECK_FALSE(is_file_entry("files/\xff"));
    CHECK_FALSE(is_file_entry("files/a/"));
    CHECK_FALSE(is_file_entry(""));
}
